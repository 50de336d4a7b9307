using System.Text.Json.Serialization;

namespace ServerlessMail.Cli.Serve;

/// <summary>What <c>serve --json</c> writes, on one line.</summary>
internal sealed record Served(string Url, string Inbox, string Data, bool Sandbox)
{
    /// <summary>What runs besides; null where this process does all the work itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServedFunctions? Functions { get; init; }
}

/// <summary>The functions that do the work, and what they do it on.</summary>
/// <param name="Program">The published program.</param>
/// <param name="Table">Where the table is.</param>
/// <param name="Queues">Where the queues are.</param>
/// <param name="Environment">A file of variables with which the other commands work on them.</param>
internal sealed record ServedFunctions(string Program, string Table, string Queues, string Environment);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Served))]
internal sealed partial class ServeJson : JsonSerializerContext;
