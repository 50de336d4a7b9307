using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerlessMail.Cli.Functions.Gateway;

namespace ServerlessMail.Cli.Tests.Functions.Gateway;

public sealed class GatewayEventTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 30, 5, TimeSpan.Zero);

    [Fact]
    public void A_request_becomes_the_event_that_AWS_documents()
    {
        var request = Request("POST", "/f/a%20form?b=1&b=2&c=%C3%A9+x", "text/plain; charset=utf-8");
        request.Headers.Append("X-Odd", "one");
        request.Headers.Append("X-Odd", "two");
        request.Headers.Cookie = new(["a=1; b=2", "c=3"]);
        request.Headers.UserAgent = "curl/8";
        request.Headers.Connection = "keep-alive";

        Assert.Equal(
            """
            {"version":"2.0","routeKey":"$default","rawPath":"/f/a form","rawQueryString":"b=1&b=2&c=%C3%A9+x","cookies":["a=1","b=2","c=3"],
            "headers":{"content-type":"text/plain; charset=utf-8","host":"127.0.0.1:5080","user-agent":"curl/8","x-forwarded-for":"192.0.2.7","x-forwarded-port":"5080","x-forwarded-proto":"http","x-odd":"one,two"},
            "queryStringParameters":{"b":"1,2","c":"\u00E9 x"},
            "requestContext":{"accountId":"000000000000","apiId":"local","domainName":"127.0.0.1:5080","domainPrefix":"127",
            "http":{"method":"POST","path":"/f/a form","protocol":"HTTP/1.1","sourceIp":"192.0.2.7","userAgent":"curl/8"},
            "requestId":"r-1","routeKey":"$default","stage":"$default","time":"01/Mar/2026:12:30:05 +0000","timeEpoch":1772368205000},
            "body":"Hello","isBase64Encoded":false}
            """.ReplaceLineEndings(""),
            Regular(Write(request, "Hello"u8.ToArray())));
    }

    [Fact]
    public void What_a_request_does_not_have_is_left_out()
    {
        using var json = JsonDocument.Parse(Write(Request("GET", "/", contentType: null), []));

        Assert.Equal("", json.RootElement.GetProperty("rawQueryString").GetString());
        foreach (var name in (string[])["body", "cookies", "queryStringParameters"])
            Assert.False(json.RootElement.TryGetProperty(name, out _), name);
        Assert.False(json.RootElement.GetProperty("isBase64Encoded").GetBoolean());
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; charset=utf-8", true)]
    [InlineData("application/xml", true)]
    [InlineData("application/javascript", true)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("application/problem+json", false)]
    [InlineData(null, false)]
    public void A_body_comes_as_text_or_as_Base64_by_its_type(string? contentType, bool isText)
    {
        using var json = JsonDocument.Parse(Write(Request("POST", "/", contentType), "a=1"u8.ToArray()));

        Assert.Equal(!isText, json.RootElement.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(isText ? "a=1" : "YT0x", json.RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public void Bytes_that_are_no_text_come_as_Base64_whatever_their_type_says()
    {
        using var json = JsonDocument.Parse(Write(Request("POST", "/", "text/plain"), [0xFF, 0xFE]));

        Assert.Equal([0xFF, 0xFE], json.RootElement.GetProperty("body").GetBytesFromBase64());
    }

    [Fact]
    public void Who_came_through_a_proxy_is_told_with_the_proxy_behind()
    {
        var request = Request("GET", "/", contentType: null);
        request.Headers["X-Forwarded-For"] = "203.0.113.9";
        using var json = JsonDocument.Parse(Write(request, []));

        Assert.Equal("203.0.113.9, 192.0.2.7", json.RootElement.GetProperty("headers").GetProperty("x-forwarded-for").GetString());
    }

    internal static HttpRequest Request(string method, string target, string? contentType)
    {
        var context = new DefaultHttpContext();
        var request = context.Request;
        var at = target.IndexOf('?', StringComparison.Ordinal);
        (request.Method, request.Scheme, request.Host, request.Protocol) = (method, "http", new HostString("127.0.0.1", 5080), "HTTP/1.1");
        request.Path = Uri.UnescapeDataString(at < 0 ? target : target[..at]);
        request.QueryString = new QueryString(at < 0 ? null : target[at..]);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
        if (contentType is not null)
            request.ContentType = contentType;
        return request;
    }

    private static ReadOnlyMemory<byte> Write(HttpRequest request, byte[] body) => GatewayEvent.Write(request, body, "r-1", Now);

    private static string Regular(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span)
        .Replace("\\u0026", "&", StringComparison.Ordinal)
        .Replace("\\u002B", "+", StringComparison.Ordinal);
}
