using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>
/// What the sweeper does with one message. Whatever is wrong with it, it keeps no other waiting; and the table is written before the queue, so
/// that if the queue then fails the message is due again soon. Thread-safe.
/// </summary>
public sealed partial class SweepMessage(IMessageStore messages, EnqueueMessage enqueue, SendTimings timings, TimeProvider time, ILogger<SweepMessage> log)
{
    /// <summary>How often a message is queued again without ever being claimed before an operator must look at it.</summary>
    public const int MaxRequeues = 6;

    private readonly ResolveUncertain _uncertain = new(timings);

    /// <summary>Brings on a message whose moment has come.</summary>
    /// <param name="id">Which.</param>
    /// <param name="rooms">How much the lanes' queues can take.</param>
    /// <param name="evidence">What is known of the feedback; read before this is called.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<SweepReport> DueAsync(MessageId id, IReadOnlyDictionary<Lane, LaneRoom> rooms, FeedbackEvidence evidence, CancellationToken ct) =>
        DoAsync(id, (message, now) => Due(message, rooms[message.Lane], evidence, now), ct);

    /// <summary>Lets a message go that waits somewhere without a moment of its own.</summary>
    public Task<SweepReport> ReleaseAsync(MessageId id, Parking from, LaneRoom room, CancellationToken ct) => DoAsync(
        id,
        (message, now) => message is { Status: MessageStatus.Held, Due: { } due } && due.Key.StartsWith(from.Prefix, StringComparison.Ordinal)
            ? Release(message, room, now, message.Hold == HoldReason.Pause ? "resumed" : "room")
            : null,
        ct);

    private async Task<SweepReport> DoAsync(MessageId id, Func<Message, DateTimeOffset, Step?> step, CancellationToken ct)
    {
        try
        {
            return await DoOneAsync(id, step, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotSwept(log, id, fault.GetType().Name);
            return SweepReport.Nothing;
        }
    }

    private async Task<SweepReport> DoOneAsync(MessageId id, Func<Message, DateTimeOffset, Step?> step, CancellationToken ct)
    {
        if ((await messages.FindAsync(id, ct))?.Message is not { } message || step(message, time.GetUtcNow()) is not { } work)
            return SweepReport.Nothing;
        if (!await messages.TrySaveAsync(message, work.After, ct))
            return SweepReport.Nothing;
        if (work.Queue is { } delay)
            await enqueue.SendAsync(work.After, delay, ct);
        Swept(log, id, message.Status, work.After.Status, work.After.Trail[^1].Reason);
        return work.Done;
    }

    private Step? Due(Message message, LaneRoom room, FeedbackEvidence evidence, DateTimeOffset now)
    {
        if (message.Due is not { } due || string.CompareOrdinal(due.Key, WorkDue.At(now).Key) > 0)
            return null;
        return message.Status switch
        {
            MessageStatus.Accepted or MessageStatus.Queued => Requeue(message, room, now),
            MessageStatus.Held => Release(message, room, now, "due"),
            MessageStatus.Sending => new Step(message.DoubtSend(now, now + timings.QuietTime, "worker-died"), SweepReport.Nothing with { Doubted = 1 }),
            MessageStatus.Uncertain => Resolve(message, evidence),
            MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Bounced or MessageStatus.Complained => null,
            MessageStatus.Suppressed or MessageStatus.Cancelled or MessageStatus.Failed => null,
        };
    }

    /// <summary>To the queue, if it can leave soon; else to the lane's backlog, where a sweep finds it when there is room.</summary>
    private Step Release(Message message, LaneRoom room, DateTimeOffset now, string remark)
    {
        if (room.Left == 0)
            return new Step(message.Backlog(now), SweepReport.Nothing with { Waited = 1 });
        var delay = room.Fill();
        return new Step(message.Release(now, now + delay + timings.QueueGrace, remark), SweepReport.Nothing with { Released = 1 }, delay);
    }

    private Step Requeue(Message message, LaneRoom room, DateTimeOffset now)
    {
        // Where nothing may leave there is no room either; but what waits for that has to leave as soon as it is over.
        if (room.Stop is { } stop)
            return new Step(message.StopBy(stop, now), SweepReport.Nothing with { Waited = 1 });
        if (room.IsLong)
            return new Step(message.WaitOn(now, now + timings.QueueAhead), SweepReport.Nothing with { Waited = 1 });
        if (message.Requeues >= MaxRequeues)
            return new Step(message.HoldFor(HoldReason.Operator, now, remark: "never-claimed"), SweepReport.Nothing with { Parked = 1 });
        // Each time it waits twice as long, so that what does not come through is queued a few times only.
        room.Fill();
        return new Step(message.Requeue(now, now + (timings.QueueGrace * Math.Pow(2, message.Requeues))), SweepReport.Nothing with { Requeued = 1 }, TimeSpan.Zero);
    }

    private Step Resolve(Message message, FeedbackEvidence evidence)
    {
        var after = _uncertain.After(message, evidence, time.GetUtcNow());
        return after.Status switch
        {
            MessageStatus.Queued => new Step(after, SweepReport.Nothing with { Resent = 1 }, TimeSpan.Zero),
            MessageStatus.Held => new Step(after, SweepReport.Nothing with { Parked = 1 }),
            MessageStatus.Uncertain => new Step(after, SweepReport.Nothing with { Waited = 1 }),
            _ => new Step(after, SweepReport.Nothing with { Settled = 1 }),
        };
    }

    /// <summary>What is written, what that did, and, where its id goes to the queue, for how long it is hidden there.</summary>
    private sealed record Step(Message After, SweepReport Done, TimeSpan? Queue = null);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be swept ({Fault}); the others go on.")]
    private static partial void NotSwept(ILogger logger, MessageId messageId, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} swept from {Before} to {After} ({Reason}).")]
    private static partial void Swept(ILogger logger, MessageId messageId, MessageStatus before, MessageStatus after, string? reason);
}
