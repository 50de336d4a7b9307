using System.Text.Json.Serialization;

namespace ServerlessMail.Cli.Serve;

/// <summary>What <c>serve --json</c> writes, on one line.</summary>
internal sealed record Served(string Url, string Inbox, string Data, bool Sandbox);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Served))]
internal sealed partial class ServeJson : JsonSerializerContext;
