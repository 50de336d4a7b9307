using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Figures;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Feedback;

/// <summary>
/// Writes into a message's trail what the provider told afterwards. Events come late, twice and out of order: a later state never goes back,
/// and the same event is written once. Every event is the proof that an attempt was taken. Thread-safe.
/// </summary>
public sealed partial class RecordFeedback(IMessageStore messages, TimeProvider time, ILogger<RecordFeedback> log)
{
    public Task<bool> RecordAsync(FeedbackEvent feedback, CancellationToken ct) => RecordAsync(feedback.Message, [feedback], ct);

    /// <summary>Records events of one message, in one write.</summary>
    /// <returns>False if there is no such message: nothing was recorded.</returns>
    public async Task<bool> RecordAsync(MessageId id, IReadOnlyList<FeedbackEvent> events, CancellationToken ct)
    {
        while (true)
        {
            if ((await messages.FindAsync(id, ct))?.Message is not { } message)
            {
                Foreign(log, id);
                return false;
            }

            var now = time.GetUtcNow();
            var after = events.Aggregate(message, (known, feedback) => Apply(known, feedback, now));
            if (after.Seq == message.Seq)
                return true;
            if (!await messages.TrySaveAsync(message, after, ct))
                continue;
            foreach (var feedback in events)
                Tell(feedback);
            return true;
        }
    }

    private void Tell(FeedbackEvent feedback)
    {
        Heard(log, feedback.Message, feedback.Kind, feedback.Reason);
        (feedback.Kind switch
        {
            FeedbackKind.Delivery => MailFigures.Delivered,
            FeedbackKind.Bounce => MailFigures.Bounced,
            FeedbackKind.Complaint => MailFigures.Complained,
            FeedbackKind.Reject or FeedbackKind.RenderingFailure => MailFigures.Rejected,
            FeedbackKind.Send or FeedbackKind.DeliveryDelay => null,
        })?.Add(1);
    }

    /// <summary>Every event proves that the provider took the mail, under the id that it bears; what else it tells counts once.</summary>
    private static Message Apply(Message message, FeedbackEvent feedback, DateTimeOffset now)
    {
        var taken = message.Taken(now, feedback.Attempt, feedback.SesMessageId, "feedback");
        return feedback.Kind switch
        {
            FeedbackKind.Send => taken,
            FeedbackKind.Delivery => taken.Hear(FeedbackSeen.Delivery, now, feedback.Reason),
            FeedbackKind.Bounce => taken.Hear(FeedbackSeen.Bounce, now, feedback.Reason),
            FeedbackKind.Complaint => taken.Hear(FeedbackSeen.Complaint, now, feedback.Reason),
            FeedbackKind.Reject => taken.Hear(FeedbackSeen.Reject, now, feedback.Reason),
            FeedbackKind.DeliveryDelay => taken.Hear(FeedbackSeen.Delay, now, feedback.Reason),
            FeedbackKind.RenderingFailure => taken.Hear(FeedbackSeen.RenderingFailure, now, feedback.Reason),
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "SES tells {Kind} of message {MessageId} ({Reason}).")]
    private static partial void Heard(ILogger logger, MessageId messageId, FeedbackKind kind, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feedback names a message that is not in the table: {MessageId}.")]
    private static partial void Foreign(ILogger logger, MessageId messageId);
}
