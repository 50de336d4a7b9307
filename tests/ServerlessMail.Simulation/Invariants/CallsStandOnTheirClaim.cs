using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// When a call begins, the table says that this very attempt is sending: nobody has taken the claim away, and nobody else has one. Only where a clock
/// ran wild may a sweeper have taken the worker for dead by then; what comes of that is for <see cref="TakenOnce"/> to watch.
/// </summary>
internal sealed class CallsStandOnTheirClaim(bool clocksRunWild) : Invariant
{
    public override void CallBegan(SesCall call)
    {
        if (!Witness.Heads.TryGetValue(call.Message, out var head))
            Break($"{call} is of a message that is not in the table");
        else if (head.Attempt != call.Attempt || !(head.Status == MessageStatus.Sending || (clocksRunWild && head.Status == MessageStatus.Uncertain)))
            Break($"{call} has no claim: the table says {head.Status} at attempt {head.Attempt}: {Trail(head)}");
    }
}
