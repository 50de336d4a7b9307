using System.Globalization;
using System.Text;
using System.Text.Json;
using MimeKit;
using ServerlessMail.Local.Ses.Sending;

namespace ServerlessMail.Local.Ses.Events;

/// <summary>Writes what the events of one mail have in common: the envelope of SNS and the <c>mail</c> object.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html and its examples;
/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html (nobody checks the signature of SNS here, so there is none).
/// </remarks>
internal sealed class EventWriter(SimulatedMail mail, string identity, string region, DateTimeOffset sent)
{
    private const string Account = "000000000000";
    private const int MaxHeaders = 10 * 1024;

    /// <summary>One event: what stands under the name of its type is written by <paramref name="ofType"/>.</summary>
    public SesEvent Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> ofType)
    {
        var message = Json(json =>
        {
            json.WriteString("eventType", type);
            WriteMail(json, type != "Send");
            json.WriteStartObject(type.ToLowerInvariant());
            ofType(json);
            json.WriteEndObject();
        });
        var record = Json(json =>
        {
            json.WriteString("Type", "Notification");
            json.WriteString("MessageId", AwsId.NewNotification());
            json.WriteString("TopicArn", $"arn:aws:sns:{region}:{Account}:serverlessmail-feedback");
            json.WriteString("Subject", "Amazon SES Email Event Notification");
            json.WriteString("Message", message);
            json.WriteString("Timestamp", Text(at));
        });
        return new SesEvent(record, at);
    }

    /// <summary>A moment as AWS writes it.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void WriteTexts(Utf8JsonWriter json, string name, params IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void WriteMail(Utf8JsonWriter json, bool hasLeft)
    {
        json.WriteStartObject("mail");
        json.WriteString("timestamp", Text(sent));
        json.WriteString("source", mail.Message.From.ToString(encode: true));
        json.WriteString("sourceArn", $"arn:aws:ses:{region}:{Account}:identity/{identity}");
        json.WriteString("sendingAccountId", Account);
        json.WriteString("messageId", mail.SesId);
        WriteTexts(json, "destination", mail.Asked.Recipients);
        WriteHeaders(json);
        WriteCommonHeaders(json);
        WriteTags(json, hasLeft);
        json.WriteEndObject();
    }

    /// <summary>The caller's own headers: SES adds a Message-ID and a Date later.</summary>
    private void WriteHeaders(Utf8JsonWriter json)
    {
        var left = MaxHeaders;
        var headers = mail.Message.Headers
            .Where(header => header.Id is not (HeaderId.MessageId or HeaderId.Date))
            .Select(header => (header.Field, Value: Header.Unfold(Encoding.UTF8.GetString(header.RawValue)).Trim()))
            .ToArray();
        var shown = headers.TakeWhile(header => (left -= header.Field.Length + header.Value.Length) >= 0).ToArray();
        json.WriteBoolean("headersTruncated", shown.Length < headers.Length);
        json.WriteStartArray("headers");
        foreach (var (name, value) in shown)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteCommonHeaders(Utf8JsonWriter json)
    {
        json.WriteStartObject("commonHeaders");
        foreach (var (name, people) in ((string, InternetAddressList)[])
            [("from", mail.Message.From), ("to", mail.Message.To), ("cc", mail.Message.Cc), ("replyTo", mail.Message.ReplyTo)])
        {
            if (people.Count > 0)
                WriteTexts(json, name, people.Select(person => person.ToString(encode: false)));
        }

        json.WriteString("messageId", mail.SesId);
        json.WriteString("subject", mail.Message.Subject ?? "");
        json.WriteEndObject();
    }

    private void WriteTags(Utf8JsonWriter json, bool hasLeft)
    {
        json.WriteStartObject("tags");
        WriteTexts(json, "ses:configuration-set", mail.Asked.ConfigurationSet ?? "");
        WriteTexts(json, "ses:source-ip", "127.0.0.1");
        WriteTexts(json, "ses:from-domain", mail.Message.From.Mailboxes.First().Domain);
        WriteTexts(json, "ses:caller-identity", "simulator");
        if (hasLeft)
            WriteTexts(json, "ses:outgoing-ip", "127.0.0.1");
        foreach (var (name, value) in mail.Asked.Tags.Values)
            WriteTexts(json, name, value);
        json.WriteEndObject();
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
}
