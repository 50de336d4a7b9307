using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Faults;

/// <summary>The body of <c>/inbox/api/faults</c>, both ways.</summary>
internal sealed record FaultListJson(IReadOnlyList<Fault?> Faults)
{
    private const int MaxFaults = 100;

    /// <summary>What is wrong with it, for people.</summary>
    public string? Wrong() => Faults switch
    {
        null => "faults is a list.",
        { Count: > MaxFaults } => $"There may be at most {MaxFaults} faults.",
        _ => Faults.Select(fault => fault is null ? "A fault is an object." : fault.Wrong()).FirstOrDefault(wrong => wrong is not null),
    };
}

internal sealed class FaultKindJson() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>A misspelt member is an error, not a fault that silently never comes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(FaultKindJson)])]
[JsonSerializable(typeof(FaultListJson))]
internal sealed partial class FaultsJson : JsonSerializerContext;
