using System.Text;
using System.Text.Json;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>What the gateway reads in an answer.</summary>
internal sealed class Answer
{
    private readonly JsonElement _json;

    public Answer(ApiCall call)
    {
        Raw = call.Text;
        if (!call.What.EndsWith("/response", StringComparison.Ordinal))
            Assert.Fail($"No answer, but {call.What}: {call.Text}");
        using var document = JsonDocument.Parse(call.Body);
        _json = document.RootElement.Clone();
        Body = IsBase64 ? _json.GetProperty("body").GetBytesFromBase64() : Encoding.UTF8.GetBytes(_json.GetProperty("body").GetString() ?? "");
    }

    public string Raw { get; }

    public int Status => _json.GetProperty("statusCode").GetInt32();

    public bool IsBase64 => _json.GetProperty("isBase64Encoded").GetBoolean();

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    public IReadOnlyDictionary<string, string> Headers =>
        _json.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString() ?? "", StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string?> Cookies => _json.TryGetProperty("cookies", out var cookies) ? [.. cookies.EnumerateArray().Select(cookie => cookie.GetString())] : [];
}
