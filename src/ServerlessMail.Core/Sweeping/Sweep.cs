using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>
/// Brings on what would otherwise stand still: mail that the queue never got, holds whose time has come or whose pause is over, claims of
/// dead workers, and uncertain mail. Every step is conditional, so two sweeps at once do no harm. Thread-safe.
/// </summary>
public sealed partial class Sweep(
    IMessageStore messages,
    IMessageQueue queue,
    IControlStore control,
    IFeedbackWatch feedback,
    SendTimings timings,
    TimeProvider time,
    ILogger<Sweep> log)
{
    /// <summary>How often a message is queued again without ever being claimed before an operator must look at it.</summary>
    public const int MaxRequeues = 6;

    private readonly ResolveUncertain _uncertain = new(timings);

    /// <summary>Does up to <paramref name="limit"/> messages of each kind of work.</summary>
    public async Task<SweepReport> RunAsync(int limit, CancellationToken ct)
    {
        var report = SweepReport.Nothing;
        if ((await control.ReadAsync(ct)).Open)
        {
            foreach (var id in await messages.ParkedAsync(HoldReason.Pause, limit, ct))
                report += await DoAsync(id, ReleaseAfterPause, ct);
        }

        if (await messages.DueAsync(time.GetUtcNow(), limit, ct) is not { Count: > 0 } due)
            return report;

        // The evidence is read before the messages: whatever it covers is then in what is read.
        var step = Due(await feedback.ReadAsync(ct));
        foreach (var id in due)
            report += await DoAsync(id, step, ct);
        return report;
    }

    /// <summary>One message that cannot be worked on, whatever is wrong with it, keeps no other waiting.</summary>
    private async Task<SweepReport> DoAsync(MessageId id, Func<Message, DateTimeOffset, (Message After, SweepReport Done)?> step, CancellationToken ct)
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

    private async Task<SweepReport> DoOneAsync(MessageId id, Func<Message, DateTimeOffset, (Message After, SweepReport Done)?> step, CancellationToken ct)
    {
        if ((await messages.FindAsync(id, ct))?.Message is not { } message || step(message, time.GetUtcNow()) is not { } work)
            return SweepReport.Nothing;

        // The table first: if the queue then fails, the message is due again soon, and nothing is lost.
        if (!await messages.TrySaveAsync(message, work.After, ct))
            return SweepReport.Nothing;
        if (work.After.Status == MessageStatus.Queued)
            await queue.SendAsync(work.After.Lane, id, ct);
        Swept(log, id, message.Status, work.After.Status, work.After.Trail[^1].Reason);
        return work.Done;
    }

    private (Message, SweepReport)? ReleaseAfterPause(Message message, DateTimeOffset now) =>
        message is { Status: MessageStatus.Held, Hold: HoldReason.Pause }
            ? (message.Release(now, now + timings.QueueGrace, "resumed"), new SweepReport(1, 0, 0, 0, 0))
            : null;

    private Func<Message, DateTimeOffset, (Message, SweepReport)?> Due(FeedbackEvidence evidence) => (message, now) =>
    {
        if (message.Due is not { } due || string.CompareOrdinal(due.Key, WorkDue.At(now).Key) > 0)
            return null;
        return message.Status switch
        {
            MessageStatus.Accepted or MessageStatus.Queued => Requeue(message, now),
            MessageStatus.Held => (message.Release(now, now + timings.QueueGrace, "due"), new SweepReport(1, 0, 0, 0, 0)),
            MessageStatus.Sending => (message.DoubtSend(now, now + timings.QuietTime, "worker-died"), new SweepReport(0, 0, 1, 0, 0)),
            MessageStatus.Uncertain => Resolve(message, evidence, now),
            MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Bounced or MessageStatus.Complained => null,
            MessageStatus.Suppressed or MessageStatus.Cancelled or MessageStatus.Failed => null,
        };
    };

    private (Message, SweepReport) Requeue(Message message, DateTimeOffset now) => message.Requeues < MaxRequeues
        ? (message.Requeue(now, now + (timings.QueueGrace * Math.Pow(2, message.Requeues))), new SweepReport(0, 1, 0, 0, 0))
        : (message.HoldFor(HoldReason.Operator, now, remark: "never-claimed"), new SweepReport(0, 0, 0, 0, 1));

    private (Message, SweepReport) Resolve(Message message, FeedbackEvidence evidence, DateTimeOffset now)
    {
        var after = _uncertain.After(message, evidence, now);
        return (after, after.Status switch
        {
            MessageStatus.Queued => new SweepReport(0, 0, 0, 1, 0),
            MessageStatus.Held => new SweepReport(0, 0, 0, 0, 1),
            _ => SweepReport.Nothing,
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be swept ({Fault}); the others go on.")]
    private static partial void NotSwept(ILogger logger, MessageId messageId, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} swept from {Before} to {After} ({Reason}).")]
    private static partial void Swept(ILogger logger, MessageId messageId, MessageStatus before, MessageStatus after, string? reason);
}
