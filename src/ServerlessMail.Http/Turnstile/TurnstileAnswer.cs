using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ServerlessMail.Http.Turnstile;

/// <summary>What Cloudflare says of a token.</summary>
internal sealed record TurnstileAnswer
{
    /// <summary>Whether the token is good; null in what is no answer of theirs.</summary>
    public bool? Success { get; init; }

    /// <summary>The host of the page that the check was done on.</summary>
    public string? Hostname { get; init; }

    /// <summary>What the page said that the check is for.</summary>
    public string? Action { get; init; }

    [JsonPropertyName("error-codes")]
    public ImmutableArray<string> ErrorCodes { get; init; } = [];

    public TurnstileMetadata? Metadata { get; init; }

    /// <summary>True when a key for tests was used: nothing of the token was checked then, and the host is made up.</summary>
    [JsonIgnore]
    public bool IsTest => Metadata?.ResultWithTestingKey == true;

    public bool Tells(string code) => !ErrorCodes.IsDefault && ErrorCodes.Contains(code);
}

/// <summary>How an answer came about.</summary>
internal sealed record TurnstileMetadata([property: JsonPropertyName("result_with_testing_key")] bool? ResultWithTestingKey);

/// <summary>Turnstile's JSON, apart from all else so that only forms that ask for it wait for its code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TurnstileAnswer))]
internal sealed partial class TurnstileJson : JsonSerializerContext;
