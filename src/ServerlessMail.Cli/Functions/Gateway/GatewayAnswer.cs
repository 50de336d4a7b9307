using System.Text;
using System.Text.Json;

namespace ServerlessMail.Cli.Functions.Gateway;

/// <summary>A function's answer as an HTTP API reads it.</summary>
/// <param name="StatusCode">100 to 599.</param>
/// <param name="Headers">Names and values; a value may hold several, joined by commas.</param>
/// <param name="Cookies">One <c>Set-Cookie</c> each.</param>
/// <param name="Body">The bytes of the body.</param>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response</remarks>
internal sealed record GatewayAnswer(int StatusCode, IReadOnlyList<(string Name, string Value)> Headers, IReadOnlyList<string> Cookies, ReadOnlyMemory<byte> Body)
{
    private const string Json = "application/json";
    private const string Plain = "text/plain;charset=UTF-8";

    /// <summary>Reads an answer; null when it is none. What is JSON but names no status is the body itself.</summary>
    public static GatewayAnswer? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var root = json.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object when root.TryGetProperty("statusCode", out var status) => Explicit(root, status),
                JsonValueKind.String => Inferred(Encoding.UTF8.GetBytes(root.GetString() ?? "")),
                _ => Inferred(payload),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static GatewayAnswer Inferred(ReadOnlyMemory<byte> body) => new(200, [("content-type", Json)], [], body);

    private static GatewayAnswer? Explicit(JsonElement root, JsonElement status)
    {
        if (StatusOf(status) is not (>= 200 and <= 599 and var code))
            return null;
        var headers = Known(root, "headers") is { } named
            ? named.EnumerateObject().Where(header => header.Value.ValueKind != JsonValueKind.Null).Select(header => (header.Name, Value: Text(header.Value))).ToList()
            : [];
        var cookies = Known(root, "cookies") is { } listed ? listed.EnumerateArray().Select(Text).ToArray() : [];
        var body = BodyOf(root);
        if (body.Length > 0 && !headers.Exists(header => header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
            headers.Add(("content-type", Plain));
        return new GatewayAnswer(code, headers, cookies, body);
    }

    private static int? StatusOf(JsonElement status) => status.ValueKind switch
    {
        JsonValueKind.Number when status.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(status.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static byte[] BodyOf(JsonElement root) => Known(root, "body") is not { } body ? []
        : Known(root, "isBase64Encoded") is { ValueKind: JsonValueKind.True } ? Convert.FromBase64String(Text(body))
        : Encoding.UTF8.GetBytes(Text(body));

    private static JsonElement? Known(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text, or a number or truth value as one; anything else is no answer.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new FormatException("A text was expected."),
    };
}
