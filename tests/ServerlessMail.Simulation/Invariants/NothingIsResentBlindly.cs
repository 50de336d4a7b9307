using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// What may have been taken is sent again only when it truly was not, or when an operator who was told so wants it twice; and its trail says that
/// it may be a duplicate. Bulk mail that is held as not taken truly was not. Where a clock ran wild only the mark is asked for.
/// </summary>
internal sealed class NothingIsResentBlindly(bool clocksRunWild) : Invariant
{
    public override void Wrote(Message? before, Message after)
    {
        if (before?.Status != MessageStatus.Uncertain)
            return;
        var last = after.Trail[^1];
        var heldAsNotTaken = after.Status == MessageStatus.Held && last.Reason == "uncertain-bulk";
        if (!clocksRunWild && (after.Status == MessageStatus.Queued || heldAsNotTaken) && Witness.TimesTaken(after.Id) > 0)
            Break($"{after.Id} is {last.Kind} ({last.Reason}) after it was taken by {Witness.TakenOf(after.Id)[^1]}: {Trail(after)}");
        // A trail that is full tells of nothing more, not even of this.
        if (after.Status == MessageStatus.Queued && after.Trail.Length < Message.MaxTrail && last.Kind != TrailKind.Resent)
            Break($"{after.Id} may have been taken and is queued again unmarked: {Trail(after)}");
    }
}
