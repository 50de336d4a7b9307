using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Feedback;

/// <summary>
/// Writes into a message's trail what the provider told afterwards. Events come late, twice and out of order: a later state never goes back,
/// and the same event is written once. A Send event is the proof that an uncertain attempt was taken. Thread-safe.
/// </summary>
public sealed partial class RecordFeedback(IMessageStore messages, TimeProvider time, ILogger<RecordFeedback> log)
{
    public async Task RecordAsync(FeedbackEvent feedback, CancellationToken ct)
    {
        while (true)
        {
            if ((await messages.FindAsync(feedback.Message, ct))?.Message is not { } message)
            {
                Foreign(log, feedback.Message);
                return;
            }

            var after = Apply(message, feedback);
            if (after.Seq == message.Seq || await messages.TrySaveAsync(message, after, ct))
                return;
        }
    }

    private Message Apply(Message message, FeedbackEvent feedback)
    {
        var now = time.GetUtcNow();
        var taken = Taken(message, feedback, now);
        return feedback.Kind switch
        {
            FeedbackKind.Send => taken,
            FeedbackKind.Delivery => Once(taken, MessageStatus.Delivered, TrailKind.Delivered, now, feedback.Reason),
            FeedbackKind.Bounce or FeedbackKind.Reject => Once(taken, MessageStatus.Bounced, TrailKind.Bounced, now, feedback.Reason),
            FeedbackKind.Complaint => Once(taken, MessageStatus.Complained, TrailKind.Complained, now, feedback.Reason),
        };
    }

    /// <summary>Every event proves that the provider took the mail, under the id that it bears.</summary>
    private static Message Taken(Message message, FeedbackEvent feedback, DateTimeOffset now)
    {
        if (message.SesMessageId == feedback.SesMessageId)
            return message;
        var newerAttemptRuns = message.Status == MessageStatus.Sending && message.Attempt != feedback.Attempt;
        if (!newerAttemptRuns && MessageLife.Allows(message.Status, MessageStatus.Sent))
            return message.Sent(now, feedback.SesMessageId, "feedback");

        var remark = $"taken-also-{feedback.SesMessageId}";
        return message.Trail.Any(known => known.Reason == remark) ? message : message.Note(now, remark);
    }

    private static Message Once(Message message, MessageStatus to, TrailKind kind, DateTimeOffset now, string? reason)
    {
        var late = $"late-{kind.ToString().ToLowerInvariant()}";
        return message.Trail.Any(known => known.Kind == kind || known.Reason == late) ? message : message.Feedback(to, kind, now, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feedback names a message that is not in the table: {MessageId}.")]
    private static partial void Foreign(ILogger logger, MessageId messageId);
}
