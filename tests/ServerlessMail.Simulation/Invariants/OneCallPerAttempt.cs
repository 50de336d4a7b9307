using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>An attempt is one call.</summary>
internal sealed class OneCallPerAttempt : Invariant
{
    private readonly Dictionary<(MessageId, int), SesCall> _calls = [];

    public override void CallBegan(SesCall call)
    {
        if (!_calls.TryAdd((call.Message, call.Attempt), call))
            Break($"{call} is the second call of its attempt; the first was by {_calls[(call.Message, call.Attempt)].By}");
    }
}
