using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Local.Ses;

/// <summary>Bodies and refusals of the simulator's own API, which is for developers and tests.</summary>
internal static class SimulatorJson
{
    /// <summary>Reads a body and acts on it, unless something is wrong with it.</summary>
    public static async Task<IResult> ActAsync<T>(HttpRequest request, JsonTypeInfo<T> type, Func<T, string?> fault, Func<T, Task<IResult>> act, CancellationToken ct)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(request.Body, type, ct) is not { } body)
                return Refuse("The body must be a JSON object.");
            return fault(body) is { } wrong ? Refuse(wrong) : await act(body);
        }
        catch (JsonException wrong)
        {
            return Refuse($"The body cannot be read at {wrong.Path ?? "$"}, line {wrong.LineNumber + 1}: it is no JSON, or has a name or a value that is not known.");
        }
    }

    /// <summary>400 with problem details, RFC 9457.</summary>
    private static IResult Refuse(string detail) => Results.Json(
        new SimulatorProblem("about:blank", "Bad Request", StatusCodes.Status400BadRequest, detail),
        SimulatorProblemJson.Default.SimulatorProblem,
        "application/problem+json",
        StatusCodes.Status400BadRequest);
}

internal sealed record SimulatorProblem(string Type, string Title, int Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulatorProblem))]
internal sealed partial class SimulatorProblemJson : JsonSerializerContext;
