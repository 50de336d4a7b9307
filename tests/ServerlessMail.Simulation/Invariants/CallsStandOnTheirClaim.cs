using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>When a call begins, the table says that this very attempt is sending: nobody has taken the claim away, and nobody else has one.</summary>
internal sealed class CallsStandOnTheirClaim : Invariant
{
    public override void CallBegan(SesCall call)
    {
        if (!Witness.Heads.TryGetValue(call.Message, out var head))
            Break($"{call} is of a message that is not in the table");
        else if (head.Status != MessageStatus.Sending || head.Attempt != call.Attempt)
            Break($"{call} has no claim: the table says {head.Status} at attempt {head.Attempt}: {Trail(head)}");
    }
}
