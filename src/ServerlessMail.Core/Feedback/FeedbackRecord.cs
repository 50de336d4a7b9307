namespace ServerlessMail.Core.Feedback;

/// <summary>One record of the feedback queue, as its host received it.</summary>
/// <param name="Id">By which the host knows it again; unique within its batch.</param>
/// <param name="Body">What is in it: an SES event in the envelope of SNS, if it is ours.</param>
/// <param name="QueuedAt">When it was sent to the queue.</param>
public sealed record FeedbackRecord(string Id, string Body, DateTimeOffset QueuedAt);
