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

            var after = Apply(message, feedback, time.GetUtcNow());
            if (after.Seq == message.Seq || await messages.TrySaveAsync(message, after, ct))
                return;
        }
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feedback names a message that is not in the table: {MessageId}.")]
    private static partial void Foreign(ILogger logger, MessageId messageId);
}
