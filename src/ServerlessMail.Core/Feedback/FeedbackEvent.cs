using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Feedback;

/// <summary>What the provider tells of a mail afterwards.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Message">Our message, from the tag that the send bore.</param>
/// <param name="Attempt">The attempt, from its tag.</param>
/// <param name="SesMessageId">The provider's id.</param>
/// <param name="SentAt">When the provider took the mail.</param>
/// <param name="Reason">A reason code, such as the type of a bounce.</param>
public sealed record FeedbackEvent(FeedbackKind Kind, MessageId Message, int Attempt, string SesMessageId, DateTimeOffset SentAt, string? Reason);
