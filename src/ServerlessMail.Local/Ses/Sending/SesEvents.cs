using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>What SES publishes of a mail, in the envelope of SNS.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html</remarks>
internal static class SesEvents
{
    private const string Topic = "arn:aws:sns:local:000000000000:serverlessmail-feedback";

    /// <summary>SES took the mail.</summary>
    public static string Send(SimulatedMail mail, DateTimeOffset at) => Envelope(mail, "Send", at, at, json =>
    {
        json.WriteStartObject("send");
        json.WriteEndObject();
    });

    /// <summary>The receiving host took it.</summary>
    public static string Delivery(SimulatedMail mail, DateTimeOffset sent, DateTimeOffset at) => Envelope(mail, "Delivery", sent, at, json =>
    {
        json.WriteStartObject("delivery");
        json.WriteString("timestamp", Text(at));
        json.WriteNumber("processingTimeMillis", (long)(at - sent).TotalMilliseconds);
        Texts(json, "recipients", mail.Asked.Recipients);
        json.WriteString("smtpResponse", "250 2.0.0 OK");
        json.WriteEndObject();
    });

    private static string Envelope(SimulatedMail mail, string type, DateTimeOffset sent, DateTimeOffset at, Action<Utf8JsonWriter> ofType)
    {
        var message = Json(json =>
        {
            json.WriteString("eventType", type);
            Mail(json, mail, sent);
            ofType(json);
        });
        return Json(json =>
        {
            json.WriteString("Type", "Notification");
            json.WriteString("MessageId", $"{mail.SesId}-{type.ToLowerInvariant()}");
            json.WriteString("TopicArn", Topic);
            json.WriteString("Subject", "Amazon SES Email Event Notification");
            json.WriteString("Message", message);
            json.WriteString("Timestamp", Text(at));
        });
    }

    private static void Mail(Utf8JsonWriter json, SimulatedMail mail, DateTimeOffset sent)
    {
        json.WriteStartObject("mail");
        json.WriteString("timestamp", Text(sent));
        json.WriteString("source", mail.Message.From.ToString(encode: true));
        json.WriteString("sendingAccountId", "000000000000");
        json.WriteString("messageId", mail.SesId);
        Texts(json, "destination", mail.Asked.Recipients);
        json.WriteStartObject("tags");
        foreach (var (name, value) in mail.Asked.Tags.Values)
            Texts(json, name, [value]);
        Texts(json, "ses:configuration-set", [mail.Asked.ConfigurationSet ?? ""]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
