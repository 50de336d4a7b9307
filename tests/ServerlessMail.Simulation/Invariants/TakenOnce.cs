using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// The provider takes a message once; once more only for each time that an operator released it though it may have arrived, as its trail says. Where a
/// clock ran wild the evidence may have been judged by it: there it is enough that the trail tells of each possible duplicate.
/// </summary>
internal sealed class TakenOnce(bool clocksRunWild) : Invariant
{
    private readonly Dictionary<MessageId, int> _wanted = [];

    public override void Wrote(Message? before, Message after)
    {
        var inDoubt = before is { Status: MessageStatus.Held, MayHaveArrived: true } || (clocksRunWild && before?.Status == MessageStatus.Uncertain);
        if (inDoubt && after.Status == MessageStatus.Queued)
            _wanted[after.Id] = _wanted.GetValueOrDefault(after.Id) + 1;
    }

    public override void Taken(SesCall call)
    {
        var times = Witness.TimesTaken(call.Message);
        if (times > 1 + _wanted.GetValueOrDefault(call.Message))
            Break($"{call.Message} was taken {times} times, first by {Witness.TakenOf(call.Message)[0]}, now by {call}: {Trail(Witness.Heads[call.Message])}");
    }
}
