using System.Text.Json;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>SendEmail's body.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html</remarks>
internal static class SendEmailJson
{
    public static void Write(Utf8JsonWriter json, SendEmailRequest request)
    {
        Text(json, nameof(request.ConfigurationSetName), request.ConfigurationSetName);
        if (request.Content is { } content)
            Content(json, content);
        if (request.Destination is { } destination)
        {
            json.WriteStartObject(nameof(request.Destination));
            Texts(json, nameof(destination.ToAddresses), destination.ToAddresses);
            Texts(json, nameof(destination.CcAddresses), destination.CcAddresses);
            Texts(json, nameof(destination.BccAddresses), destination.BccAddresses);
            json.WriteEndObject();
        }

        Pairs(json, nameof(request.EmailTags), request.EmailTags, tag => (tag.Name, tag.Value));
        Text(json, nameof(request.FromEmailAddress), request.FromEmailAddress);
        Texts(json, nameof(request.ReplyToAddresses), request.ReplyToAddresses);
    }

    private static void Content(Utf8JsonWriter json, EmailContent content)
    {
        json.WriteStartObject("Content");
        if (content.Raw?.Data is { } raw)
        {
            json.WriteStartObject(nameof(content.Raw));
            json.WriteBase64String(nameof(content.Raw.Data), raw.ToArray());
            json.WriteEndObject();
        }

        if (content.Simple is { } simple)
        {
            json.WriteStartObject(nameof(content.Simple));
            Files(json, simple.Attachments);
            if (simple.Body is { } body)
            {
                json.WriteStartObject(nameof(simple.Body));
                Part(json, nameof(body.Html), body.Html);
                Part(json, nameof(body.Text), body.Text);
                json.WriteEndObject();
            }

            Pairs(json, nameof(simple.Headers), simple.Headers, header => (header.Name, header.Value));
            Part(json, nameof(simple.Subject), simple.Subject);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Part(Utf8JsonWriter json, string name, Content? part)
    {
        if (part is null)
            return;
        json.WriteStartObject(name);
        Text(json, nameof(part.Charset), part.Charset);
        Text(json, nameof(part.Data), part.Data);
        json.WriteEndObject();
    }

    private static void Files(Utf8JsonWriter json, List<Attachment>? files)
    {
        if (files is not { Count: > 0 })
            return;
        json.WriteStartArray(nameof(Message.Attachments));
        foreach (var file in files)
        {
            json.WriteStartObject();
            Text(json, nameof(file.ContentDisposition), file.ContentDisposition);
            Text(json, nameof(file.ContentType), file.ContentType);
            Text(json, nameof(file.FileName), file.FileName);
            if (file.RawContent is { } content)
                json.WriteBase64String(nameof(file.RawContent), content.ToArray());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Pairs<T>(Utf8JsonWriter json, string name, List<T>? pairs, Func<T, (string? Name, string? Value)> parts)
    {
        if (pairs is not { Count: > 0 })
            return;
        json.WriteStartArray(name);
        foreach (var (key, value) in pairs.Select(parts))
        {
            json.WriteStartObject();
            Text(json, "Name", key);
            Text(json, "Value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, List<string>? texts)
    {
        if (texts is not { Count: > 0 })
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
