using System.Globalization;
using System.Text.Json;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Samples;

/// <summary>Records of the feedback queue, as SES writes them through SNS.</summary>
public static class SampleFeedback
{
    /// <summary>An event of one attempt of a message.</summary>
    public static string Record(FeedbackKind kind, MessageId message, DateTimeOffset sentAt, int attempt = 1, string? sesMessageId = null) => Envelope(
        $$$"""
        {"eventType":"{{{TypeOf(kind)}}}","mail":{"timestamp":"{{{Text(sentAt)}}}","messageId":"{{{sesMessageId ?? $"ses-{message}-{attempt}"}}}",
        "source":"forms@example.com","destination":["ada@example.org"],"tags":{"message":["{{{message}}}"],"attempt":["{{{attempt}}}"],"lane":["normal"]}},
        "{{{ObjectOf(kind)}}}":{}}
        """);

    /// <summary>The envelope of a notification.</summary>
    public static string Envelope(string message) =>
        $$"""{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:eu-central-1:1:feedback","Message":{{JsonSerializer.Serialize(message)}}}""";

    private static string TypeOf(FeedbackKind kind) => kind == FeedbackKind.RenderingFailure ? "Rendering Failure" : kind.ToString();

    private static string ObjectOf(FeedbackKind kind) => kind switch
    {
        FeedbackKind.RenderingFailure => "failure",
        FeedbackKind.DeliveryDelay => "deliveryDelay",
        FeedbackKind.Send or FeedbackKind.Delivery or FeedbackKind.Bounce or FeedbackKind.Complaint or FeedbackKind.Reject => kind.ToString().ToLowerInvariant(),
    };

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
