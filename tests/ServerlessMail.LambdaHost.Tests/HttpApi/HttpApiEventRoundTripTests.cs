using System.Text.Json.Nodes;
using CsCheck;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

public class HttpApiEventRoundTripTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND"];

    private static readonly Gen<string> Text = Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 20];

    [Fact]
    public void Any_request_arrives_as_it_was_sent() =>
        Gen.Select(Gen.Int[0, Methods.Length - 1], Text.Array[0, 5], Text, Text.Array[0, 6], Gen.Byte.Array[0, 300]).Sample((method, segments, query, values, body) =>
        {
            var json = GatewayEvent.Of(Methods[method], "/" + string.Join('/', segments.Select(Uri.EscapeDataString)));
            json["rawQueryString"] = query;
            var headers = new JsonObject();
            for (var at = 0; at < values.Length; at++)
                headers.Add($"x-{at}", values[at]);
            json["headers"] = headers;
            json["body"] = Convert.ToBase64String(body);
            json["isBase64Encoded"] = true;

            var request = GatewayEvent.Read(json.ToJsonString());

            Assert.Equal(Methods[method], request.Method);
            // An encoded slash divides nothing.
            Assert.Equal("/" + string.Join('/', segments.Select(segment => segment.Replace("/", "%2F", StringComparison.Ordinal))), request.Path);
            Assert.Equal(query.Length == 0 ? "" : "?" + query, request.QueryString);
            for (var at = 0; at < values.Length; at++)
                Assert.Equal(values[at], request.Headers[$"x-{at}"]);
            Assert.Equal(body, GatewayEvent.BodyOf(request));
        });

    [Fact]
    public void Any_text_arrives_as_it_was_sent() =>
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 500].Sample(text =>
        {
            var json = GatewayEvent.Of("POST", "/");
            json["body"] = text;
            Assert.Equal(text, GatewayEvent.TextOf(GatewayEvent.Read(json.ToJsonString())));
        });
}
