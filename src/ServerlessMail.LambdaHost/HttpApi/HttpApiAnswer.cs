using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace ServerlessMail.LambdaHost.HttpApi;

/// <summary>Writes an answer of payload format 2.0: <c>statusCode</c>, <c>headers</c>, <c>cookies</c>, <c>body</c>, <c>isBase64Encoded</c>.</summary>
internal static class HttpApiAnswer
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> output, HttpApiResponse response, bool isHead)
    {
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        json.WriteNumber("statusCode"u8, response.StatusCode);
        WriteHeaders(json, response.Headers);
        WriteBody(json, response, isHead);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject("headers"u8);
        foreach (var (name, values) in headers)
        {
            // The gateway measures by itself, and takes cookies apart from the others.
            if (!Is(name, "Set-Cookie") && !Is(name, "Content-Length") && !Is(name, "Transfer-Encoding"))
                json.WriteString(name, values.Count == 1 ? values[0] ?? "" : string.Join(", ", (IEnumerable<string?>)values));
        }

        json.WriteEndObject();
        if (headers.SetCookie is not { Count: > 0 } cookies)
            return;
        json.WriteStartArray("cookies"u8);
        foreach (var cookie in cookies)
            json.WriteStringValue(cookie ?? "");
        json.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter json, HttpApiResponse response, bool isHead)
    {
        var body = isHead || response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified ? default : response.Content.Span;
        var isText = body.IsEmpty || (IsText(response.Headers) && !body.Contains((byte)0) && Utf8.IsValid(body));
        if (isText)
            json.WriteString("body"u8, body);
        else
            json.WriteBase64String("body"u8, body);
        json.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    /// <summary>True for what is text by its type and not packed; a body without a type is whatever it is. No text has a NUL, which would be six bytes of JSON.</summary>
    private static bool IsText(IHeaderDictionary headers)
    {
        if (headers.ContentEncoding.Count > 0)
            return false;
        var type = headers.ContentType.ToString().AsSpan();
        type = type[..(type.IndexOf(';') is >= 0 and var end ? end : type.Length)].Trim();
        return type.IsEmpty
            || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("javascript", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
