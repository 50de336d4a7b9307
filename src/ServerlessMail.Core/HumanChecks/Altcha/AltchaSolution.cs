using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>What a widget posts: the challenge it was set, and the number that it found.</summary>
/// <remarks>JSON in base64. What else a widget tells, such as the time it took, nobody can check; it is not read.</remarks>
public sealed record AltchaSolution
{
    /// <summary>A real one has some 400 characters.</summary>
    public const int LongestToken = 2048;

    public required string Algorithm { get; init; }

    public required string Challenge { get; init; }

    public required long Number { get; init; }

    public required string Salt { get; init; }

    public required string Signature { get; init; }

    /// <summary>Reads the text of the field <c>altcha</c>; false for what is none.</summary>
    public static bool TryParse(string token, [NotNullWhen(true)] out AltchaSolution? solution)
    {
        solution = null;
        if (token.Length > LongestToken)
            return false;
        var json = new byte[token.Length / 4 * 3];
        if (!Convert.TryFromBase64String(token, json, out var length))
            return false;
        try
        {
            solution = JsonSerializer.Deserialize(json.AsSpan(0, length), AltchaJson.Default.AltchaSolution);
        }
        catch (JsonException)
        {
            return false;
        }

        // "required" asks for a property, not for a value.
        return solution is { Algorithm: not null, Challenge: not null, Salt: not null, Signature: not null };
    }
}
