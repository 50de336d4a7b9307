using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>Each write of a message keeps every event of the one before it and appends at least one, numbered on.</summary>
internal sealed class TrailIsAppendOnly : Invariant
{
    public override void Wrote(Message? before, Message after)
    {
        var kept = before?.Trail ?? [];
        if (after.Seq <= (before?.Seq ?? 0))
            Break($"{after.Id} was written without an event: {Trail(after)}");
        else if (after.Trail.Length < Math.Min(after.Seq, Message.MaxWaiting) || after.Trail.Length > Math.Min(after.Seq, Message.MaxTrail))
            Break($"{after.Id} counts {after.Seq} events and has {after.Trail.Length}: {Trail(after)}");
        else if (!after.Trail.AsSpan()[..Math.Min(kept.Length, after.Trail.Length)].SequenceEqual(kept.AsSpan()))
            Break($"{after.Id} lost or changed events: {Trail(before ?? after)} became {Trail(after)}");
        else if (Unordered(after))
            Break($"{after.Id} numbers its events wrongly: {string.Join(' ', after.Trail.Select(known => known.Seq))}");
    }

    private static bool Unordered(Message message)
    {
        for (var i = 0; i < message.Trail.Length; i++)
        {
            if (message.Trail[i].Seq != i + 1)
                return true;
        }

        return false;
    }
}
