namespace ServerlessMail.Core.Feedback;

/// <summary>The topic that SES's events come through.</summary>
/// <param name="Arn">As it stands in each envelope (<c>TopicArn</c>).</param>
public sealed record FeedbackTopic(string Arn);
