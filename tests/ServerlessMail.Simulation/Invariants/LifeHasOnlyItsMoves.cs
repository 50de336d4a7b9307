using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>From one write of a message to the next, its new events are moves of <see cref="MessageLife"/> and lead to its status; attempts count on by claims alone.</summary>
internal sealed class LifeHasOnlyItsMoves : Invariant
{
    public override void Wrote(Message? before, Message after)
    {
        // From here on some moves are only counted.
        if (after.Seq > Message.MaxWaiting)
            return;
        var status = before?.Status;
        var attempt = before?.Attempt ?? 0;
        foreach (var told in after.Trail.Skip(before?.Seq ?? 0))
        {
            if (StatusAfter(told.Kind) is not { } to)
                continue;
            if (status is { } from ? !MessageLife.Allows(from, to) : to != MessageStatus.Accepted)
                Break($"{after.Id} went from {status} to {to}: {Trail(after)}");
            if (told.Attempt != (told.Kind == TrailKind.Claimed ? attempt + 1 : attempt))
                Break($"{after.Id} tells of attempt {told.Attempt} after {attempt}: {Trail(after)}");
            (status, attempt) = (to, told.Attempt);
        }

        if (status != after.Status || attempt != after.Attempt)
            Break($"{after.Id} is {after.Status} at attempt {after.Attempt}, and its trail says {status} at {attempt}: {Trail(after)}");
    }

    /// <summary>Null: the event changes nothing.</summary>
    private static MessageStatus? StatusAfter(TrailKind kind) => kind switch
    {
        TrailKind.Accepted => MessageStatus.Accepted,
        TrailKind.Held => MessageStatus.Held,
        TrailKind.Queued or TrailKind.Retrying or TrailKind.Resent => MessageStatus.Queued,
        TrailKind.Claimed => MessageStatus.Sending,
        TrailKind.Sent => MessageStatus.Sent,
        TrailKind.Uncertain => MessageStatus.Uncertain,
        TrailKind.Delivered => MessageStatus.Delivered,
        TrailKind.Bounced => MessageStatus.Bounced,
        TrailKind.Complained => MessageStatus.Complained,
        TrailKind.Suppressed => MessageStatus.Suppressed,
        TrailKind.Cancelled => MessageStatus.Cancelled,
        TrailKind.Failed => MessageStatus.Failed,
        TrailKind.Noted or TrailKind.Erased => null,
    };
}
