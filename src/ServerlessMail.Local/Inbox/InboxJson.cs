using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Inbox;

/// <summary>A page of <c>GET /inbox/api/messages</c>; <see cref="Next"/> is what <c>before</c> takes for the next one.</summary>
internal sealed record InboxPageJson(IReadOnlyList<InboxItem> Messages, long? Next);

/// <summary><c>GET /inbox/api/messages/{id}</c>.</summary>
internal sealed record InboxMailJson(InboxItem Summary, string? Text, string? Html, IReadOnlyList<InboxHeaderJson> Headers, IReadOnlyList<string> Attachments);

internal sealed record InboxHeaderJson(string Name, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxPageJson))]
[JsonSerializable(typeof(InboxMailJson))]
internal sealed partial class InboxJson : JsonSerializerContext;
