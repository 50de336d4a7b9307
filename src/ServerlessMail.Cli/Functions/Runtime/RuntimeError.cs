using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>What a program tells of an error, and what it is told of its own.</summary>
internal sealed record RuntimeError(string? ErrorType, string? ErrorMessage)
{
    private const string Unknown = "Unhandled";

    /// <summary>Reads an error; one that nobody can read is an error all the same.</summary>
    /// <param name="body">The body of the request.</param>
    /// <param name="header">Its <c>Lambda-Runtime-Function-Error-Type</c>, for a body that names no type.</param>
    public static (string Type, string Message) Read(ReadOnlyMemory<byte> body, string? header)
    {
        var known = Parse(body);
        return (First(known?.ErrorType, header) ?? Unknown, First(known?.ErrorMessage) ?? "The program gave no message.");
    }

    private static RuntimeError? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, RuntimeJson.Default.RuntimeError);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
                return text;
        }

        return null;
    }
}

/// <summary>The Runtime API's answer to what it took.</summary>
internal sealed record RuntimeAccepted(string Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RuntimeError))]
[JsonSerializable(typeof(RuntimeAccepted))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
