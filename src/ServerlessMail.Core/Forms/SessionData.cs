using System.Buffers.Text;
using System.Text.Json;

namespace ServerlessMail.Core.Forms;

/// <summary>What Formspree's client tells of the page that it posts from, in the header <c>Formspree-Session-Data</c>: base64 of a JSON object.</summary>
/// <param name="LoadedAt">When the page was loaded, by the visitor's clock; null where it is not told.</param>
/// <param name="IsWebDriver">True when the browser says that a program drives it.</param>
public sealed record SessionData(DateTimeOffset? LoadedAt, bool IsWebDriver)
{
    private const int LongestHeader = 1024;

    /// <summary>Reads the header; null where it is missing or is not what it should be, which says nothing about the visitor.</summary>
    public static SessionData? Read(string? header)
    {
        if (string.IsNullOrEmpty(header) || header.Length > LongestHeader)
            return null;
        var json = new byte[Base64.GetMaxDecodedFromUtf8Length(header.Length)];
        if (!Convert.TryFromBase64String(header, json, out var length))
            return null;
        try
        {
            using var document = JsonDocument.Parse(json.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 4 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SessionData Of(JsonElement session) => new(
        session.TryGetProperty("loadedAt", out var loaded) && loaded.ValueKind == JsonValueKind.Number && loaded.TryGetDouble(out var milliseconds) ? Moment(milliseconds) : null,
        session.TryGetProperty("webdriver", out var driven) && driven.ValueKind == JsonValueKind.True);

    private static DateTimeOffset? Moment(double milliseconds) =>
        milliseconds is > 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
}
