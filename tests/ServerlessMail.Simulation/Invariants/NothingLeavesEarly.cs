using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>What is held until a moment is not released before it, by more than a clock may be off.</summary>
internal sealed class NothingLeavesEarly(TimeSpan clocksDiffer) : Invariant
{
    public override void Wrote(Message? before, Message after)
    {
        if (before is not { Status: MessageStatus.Held, Due.Moment: { } until } || after.Status is not (MessageStatus.Queued or MessageStatus.Held))
            return;
        // A note in the trail lets nothing go.
        if (after.Status == MessageStatus.Held && after.Due == before.Due)
            return;
        var moment = until - VirtualTime.Start;
        if (Witness.Now + clocksDiffer < moment)
            Break($"{after.Id} was released at {Witness.Now} and not to be before {moment}: {Trail(after)}");
    }
}
