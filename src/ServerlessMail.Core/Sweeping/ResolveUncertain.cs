using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>
/// Decides what becomes of an uncertain message once its quiet time is over. It is sent again only when every event of a mail sent before
/// the end of its claim would have been recorded by now. While feedback is behind but moves on, the message waits without a bound; only
/// quiet times in which nothing moves are counted, and after <see cref="MaxQuietTimes"/> of them an operator must look. Thread-safe.
/// </summary>
public sealed class ResolveUncertain(SendTimings timings)
{
    /// <summary>How many quiet times of silence an uncertain message waits.</summary>
    public const int MaxQuietTimes = 6;

    /// <summary>The message after this look, which is never still due.</summary>
    /// <param name="message">An uncertain message whose time has come.</param>
    /// <param name="evidence">What is known of the feedback, read before the message was.</param>
    /// <param name="now">The moment of the look.</param>
    public Message After(Message message, FeedbackEvidence evidence, DateTimeOffset now)
    {
        if (message.TakenAlso is [.., var earlier])
            return message.Sent(now, earlier, "feedback");

        var lastPossibleSend = message.ClaimedAt + timings.ClaimExpires;
        if (evidence.CompleteUntil >= lastPossibleSend)
        {
            return message.Lane == Lane.Bulk
                ? message.HoldFor(HoldReason.Operator, now, remark: "uncertain-bulk")
                : message.Resend(now, now + timings.QueueGrace);
        }

        // Before its claim's end no evidence could speak of it: that is no silence either.
        var silent = now >= lastPossibleSend && !HasMoved(message.WatchedUntil, evidence.RecordedUntil);
        return silent && message.QuietTimes + 1 >= MaxQuietTimes
            ? message.HoldFor(HoldReason.Operator, now, remark: "feedback-silent")
            : message.KeepWaiting(now, now + timings.QuietTime, evidence.RecordedUntil, silent);
    }

    private static bool HasMoved(DateTimeOffset? before, DateTimeOffset? recorded) => recorded is { } until && (before is not { } last || until > last);
}
