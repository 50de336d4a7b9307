using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Feedback;

/// <summary>Reads SES events as they come through SNS.</summary>
/// <remarks>
/// The SNS envelope (raw delivery off) holds the SES event as JSON text:
/// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html. Nothing in it is fetched or confirmed.
/// </remarks>
public static class FeedbackJson
{
    /// <summary>The longest record that SQS takes, in bytes.</summary>
    private const int MaxLength = 1024 * 1024;

    /// <summary>Reads one queue record, of whatever topic.</summary>
    public static bool TryRead(string record, [NotNullWhen(true)] out FeedbackEvent? feedback, [NotNullWhen(false)] out string? fault) =>
        TryRead(record, topic: null, out feedback, out fault);

    /// <summary>Reads one queue record; a fault is a reason code that says why it is none of ours.</summary>
    /// <param name="record">What stood in the queue.</param>
    /// <param name="topic">The ARN of the only topic that is believed; null where the queue takes from nobody else.</param>
    /// <param name="feedback">What it tells.</param>
    /// <param name="fault">Why it is none of ours.</param>
    public static bool TryRead(string record, string? topic, [NotNullWhen(true)] out FeedbackEvent? feedback, [NotNullWhen(false)] out string? fault)
    {
        feedback = null;
        fault = "oversized";
        if (record.Length > MaxLength)
            return false;
        try
        {
            using var envelope = JsonDocument.Parse(record);
            if (envelope.RootElement.GetProperty("Type").GetString() != "Notification")
            {
                fault = "not-a-notification";
                return false;
            }

            if (topic is not null && !envelope.RootElement.GetProperty("TopicArn").ValueEquals(topic))
            {
                fault = "foreign-topic";
                return false;
            }

            using var ses = JsonDocument.Parse(envelope.RootElement.GetProperty("Message").GetString() ?? "");
            return TryReadEvent(ses.RootElement, out feedback, out fault);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            fault = "malformed";
            return false;
        }
    }

    private static bool TryReadEvent(JsonElement ses, out FeedbackEvent? feedback, out string? fault)
    {
        feedback = null;
        if (ses.TryGetProperty("notificationType", out _))
        {
            fault = "identity-notification";
            return false;
        }

        var mail = ses.GetProperty("mail");
        if (KindOf(ses) is not { } kind)
            fault = "not-followed";
        else if (Tag(mail, SendTags.MessageTag) is not { } message || !MessageId.TryParse(message, out var id))
            fault = "no-message-tag";
        else
        {
            fault = null;
            feedback = new FeedbackEvent(
                kind,
                id,
                int.TryParse(Tag(mail, SendTags.AttemptTag), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0,
                mail.GetProperty("messageId").GetString() ?? "",
                mail.GetProperty("timestamp").GetDateTimeOffset(),
                ReasonOf(kind, ses));
        }

        return feedback is not null;
    }

    private static FeedbackKind? KindOf(JsonElement ses) => ses.GetProperty("eventType").GetString() switch
    {
        "Send" => FeedbackKind.Send,
        "Delivery" => FeedbackKind.Delivery,
        "Bounce" => FeedbackKind.Bounce,
        "Complaint" => FeedbackKind.Complaint,
        "Reject" => FeedbackKind.Reject,
        "DeliveryDelay" => FeedbackKind.DeliveryDelay,
        "Rendering Failure" => FeedbackKind.RenderingFailure,
        _ => null,
    };

    private static string? ReasonOf(FeedbackKind kind, JsonElement ses) => kind switch
    {
        FeedbackKind.Bounce => Code(ses.GetProperty("bounce"), "bounceType"),
        FeedbackKind.Complaint => Code(ses.GetProperty("complaint"), "complaintFeedbackType"),
        FeedbackKind.Reject => "ses-reject",
        FeedbackKind.RenderingFailure => "rendering-failure",
        FeedbackKind.Send or FeedbackKind.Delivery or FeedbackKind.DeliveryDelay => null,
    };

    /// <summary>A word of the provider as a reason code; what is not a word is left out, since it could be anything.</summary>
    private static string? Code(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 and <= 40 } word && word.All(c => char.IsAsciiLetter(c) || c == '-')
            ? word.ToLowerInvariant()
            : null;

    private static string? Tag(JsonElement mail, string name) =>
        mail.TryGetProperty("tags", out var tags) && tags.TryGetProperty(name, out var values) && values.GetArrayLength() > 0 ? values[0].GetString() : null;
}
