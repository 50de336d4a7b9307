using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Inbox;

/// <summary>A page of <c>GET /inbox/api/messages</c>; <see cref="Next"/> is what <c>before</c> takes for the next one.</summary>
internal sealed record InboxPageJson(IReadOnlyList<InboxItem> Messages, long? Next);

/// <summary><c>GET /inbox/api/messages/{id}</c>: what the list says of a mail, and everything else.</summary>
internal sealed record InboxMailJson(
    long Id,
    string SesId,
    DateTimeOffset SentAt,
    bool Seen,
    string From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Cc,
    IReadOnlyList<string> ReplyTo,
    string Subject,
    string? Text,
    string? Html,
    IReadOnlyList<InboxFileJson> Attachments,
    long Size,
    IReadOnlyList<string> Recipients,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<InboxHeaderJson> Headers)
{
    public static InboxMailJson Of(InboxMail mail) => new(
        mail.Item.Id,
        mail.Item.SesId,
        mail.Item.SentAt,
        mail.Item.Seen,
        mail.Item.From,
        mail.Item.To,
        [.. mail.Message.Cc.Select(address => address.ToString())],
        [.. mail.Message.ReplyTo.Select(address => address.ToString())],
        mail.Item.Subject,
        mail.Message.TextBody,
        mail.Message.HtmlBody,
        [.. mail.Files.Select(file => new InboxFileJson(file.Name, file.Type, file.Read().Length, file.ContentId, $"/inbox/{mail.Item.Id}/files/{file.Number}"))],
        mail.Item.Size,
        mail.Item.Recipients,
        mail.Item.Tags,
        [.. mail.Message.Headers.Select(header => new InboxHeaderJson(header.Field, header.Value))]);
}

/// <summary>A file of a mail; <see cref="Size"/> in bytes, decoded.</summary>
internal sealed record InboxFileJson(string Name, string Type, long Size, string? ContentId, string Url);

internal sealed record InboxHeaderJson(string Name, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxPageJson))]
[JsonSerializable(typeof(InboxMailJson))]
[JsonSerializable(typeof(InboxState))]
internal sealed partial class InboxJson : JsonSerializerContext;
