using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessMail.Cli.Functions.Gateway;

/// <summary>Writes a request as the event that an HTTP API gives a function: payload format 2.0.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html. What that page leaves open was seen on AWS by
/// others: the path comes decoded (https://github.com/middleapi/standard-server/pull/93), and which bodies come as text
/// (https://github.com/ministackorg/ministack/pull/766): a form's fields are not among them.
/// </remarks>
internal static class GatewayEvent
{
    public const string AccountId = "000000000000";
    private const string ApiId = "local";
    private const string Stage = "$default";

    /// <summary>What is between two hosts and is not told.</summary>
    private static readonly string[] OfTheConnection = ["connection", "cookie", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

    public static ReadOnlyMemory<byte> Write(HttpRequest request, ReadOnlyMemory<byte> body, string requestId, DateTimeOffset now)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(body.Length * 4 / 3 + 2048);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("routeKey", Stage);
        var path = PathOf(request);
        json.WriteString("rawPath", path);
        json.WriteString("rawQueryString", request.QueryString.HasValue ? request.QueryString.Value.AsSpan(1) : default);
        WriteCookies(json, request);
        WriteHeaders(json, request);
        WriteQuery(json, request);
        WriteContext(json, request, path, requestId, now);
        WriteBody(json, request, body);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The path as it was sent, every escape of it decoded.</summary>
    private static string PathOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is ['/', ..] ? Uri.UnescapeDataString(target.Split('?', 2)[0]) : request.Path.Value ?? "/";
    }

    private static void WriteCookies(Utf8JsonWriter json, HttpRequest request)
    {
        var cookies = request.Headers.Cookie
            .SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        if (cookies.Length == 0)
            return;
        json.WriteStartArray("cookies");
        foreach (var cookie in cookies)
            json.WriteStringValue(cookie);
        json.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter json, HttpRequest request)
    {
        var headers = request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.AsEnumerable()), StringComparer.Ordinal);
        foreach (var name in OfTheConnection)
            headers.Remove(name);
        var source = SourceOf(request);
        headers["x-forwarded-for"] = headers.TryGetValue("x-forwarded-for", out var before) ? $"{before}, {source}" : source;
        headers["x-forwarded-port"] = (request.Host.Port ?? 80).ToString(CultureInfo.InvariantCulture);
        headers["x-forwarded-proto"] = request.Scheme;
        json.WriteStartObject("headers");
        foreach (var (name, value) in headers.OrderBy(header => header.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter json, HttpRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString.Value);
        if (query.Count == 0)
            return;
        json.WriteStartObject("queryStringParameters");
        foreach (var (name, values) in query)
            json.WriteString(name, string.Join(',', values.AsEnumerable()));
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, HttpRequest request, string path, string requestId, DateTimeOffset now)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", AccountId);
        json.WriteString("apiId", ApiId);
        json.WriteString("domainName", request.Host.Value);
        json.WriteString("domainPrefix", request.Host.Host.Split('.')[0]);
        json.WriteStartObject("http");
        json.WriteString("method", request.Method);
        json.WriteString("path", path);
        json.WriteString("protocol", request.Protocol);
        json.WriteString("sourceIp", SourceOf(request));
        json.WriteString("userAgent", request.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("requestId", requestId);
        json.WriteString("routeKey", Stage);
        json.WriteString("stage", Stage);
        json.WriteString("time", now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        json.WriteNumber("timeEpoch", now.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var isText = IsText(request.ContentType) && System.Text.Unicode.Utf8.IsValid(body.Span);
        if (body.Length > 0)
        {
            if (isText)
                json.WriteString("body", body.Span);
            else
                json.WriteBase64String("body", body.Span);
        }

        json.WriteBoolean("isBase64Encoded", body.Length > 0 && !isText);
    }

    private static bool IsText(string? contentType)
    {
        var media = (contentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();
        return media.StartsWith("text/", StringComparison.Ordinal) || media is "application/json" or "application/xml" or "application/javascript";
    }

    private static string SourceOf(HttpRequest request) => (request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.Loopback).ToString();
}
