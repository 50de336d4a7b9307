using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Cli.Explain;

/// <summary>
/// Reads a submission from a file: an object with <c>fields</c>, and where they matter <c>headers</c>, <c>client</c> and <c>url</c>. An object without
/// <c>fields</c> is what a page would post as JSON: its members are the fields.
/// </summary>
internal static class SubmissionFile
{
    /// <summary>Room for a body of the greatest size, with what stands around it.</summary>
    public const int MaxBytes = PlayedPost.MaxBytes + (64 * 1024);

    private static readonly string[] Keys = ["fields", "headers", "client", "url"];

    /// <summary>Where the service is if the file does not say it.</summary>
    private static readonly Uri Here = new("http://127.0.0.1:5080");

    /// <summary>The submission; <see cref="FormatException"/> tells what is wrong with the file.</summary>
    public static Submission Read(FormName form, ReadOnlyMemory<byte> bytes, Uri? serviceUrl)
    {
        using var document = Parse(bytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("It must be a JSON object with the fields, or one with 'fields' and, where they matter, 'headers', 'client' and 'url'.");
        if (!root.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object)
            return PlayedPost.Of(form, Bytes(root), _ => null, null, serviceUrl ?? Here);

        foreach (var member in root.EnumerateObject().Where(member => !Keys.Contains(member.Name)))
            throw new FormatException($"It has no key '{member.Name}'; beside 'fields' it knows headers, client and url.");
        return PlayedPost.Of(form, Bytes(fields), Headers(root).GetValueOrDefault, Client(root), Url(root) ?? serviceUrl ?? Here);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"It is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).", fault);
        }
    }

    /// <summary>As it stands in the file, for the reader of bodies to judge.</summary>
    private static byte[] Bytes(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());

    private static Dictionary<string, string> Headers(JsonElement root)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!root.TryGetProperty("headers", out var told))
            return headers;
        if (told.ValueKind != JsonValueKind.Object)
            throw new FormatException("'headers' must be an object of names and texts, such as { \"Origin\": \"https://www.example.com\" }.");
        foreach (var header in told.EnumerateObject())
            headers[header.Name] = Text(header.Value, $"The header '{header.Name}'");
        return headers;
    }

    private static IPAddress? Client(JsonElement root) => !root.TryGetProperty("client", out var told) ? null
        : IPAddress.TryParse(Text(told, "'client'"), out var address) ? address
        : throw new FormatException("'client' must be an IP address, such as 192.0.2.1.");

    private static Uri? Url(JsonElement root) => !root.TryGetProperty("url", out var told) ? null
        : Uri.TryCreate(Text(told, "'url'"), UriKind.Absolute, out var url) && HttpSettings.IsServiceAddress(url) ? url
        : throw new FormatException("'url' must be the service's own address, such as https://forms.example.com.");

    private static string Text(JsonElement value, string what)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text ? text : throw new FormatException($"{what} must be text.");
        }
        catch (InvalidOperationException fault)
        {
            // What the reader throws for an escape that is half a surrogate pair.
            throw new FormatException($"{what} has an escape that is no character.", fault);
        }
    }
}
