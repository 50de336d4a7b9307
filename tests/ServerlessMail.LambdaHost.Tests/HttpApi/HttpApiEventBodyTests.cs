using System.Text;
using System.Text.Json.Nodes;
using ServerlessMail.LambdaHost.HttpApi;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

public class HttpApiEventBodyTests
{
    [Theory]
    [InlineData("""{"version":"2.0","isBase64Encoded":true,"body":"AP/+gA=="}""")]
    [InlineData("""{"version":"2.0","body":"AP/+gA==","isBase64Encoded":true}""")]
    [InlineData("""{"version":"2.0","body":"AP\/+g\u0041==","isBase64Encoded":true}""")]
    public void A_packed_body_is_unpacked_whichever_comes_first(string json)
    {
        var request = GatewayEvent.Read(json);

        Assert.Equal([0, 0xff, 0xfe, 0x80], GatewayEvent.BodyOf(request));
        Assert.Equal(4, request.Headers.ContentLength);
        Assert.True(request.CanHaveBody);
    }

    [Theory]
    [InlineData("AAA")]
    [InlineData("AAAA=")]
    [InlineData("A")]
    [InlineData("====")]
    [InlineData("AA==AA==")]
    [InlineData("A-_A")]
    [InlineData("%41%41")]
    [InlineData("\u00e9\u00e9\u00e9\u00e9")]
    [InlineData("AAAA\u0000")]
    public void A_body_that_is_not_packed_as_it_says_is_refused(string body)
    {
        var json = new JsonObject { ["version"] = "2.0", ["body"] = body, ["isBase64Encoded"] = true };

        var fault = Assert.Throws<InvalidEventException>(() => GatewayEvent.Read(json.ToJsonString()));

        Assert.Contains("Base64", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(body, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"version":"2.0","isBase64Encoded":true}""")]
    [InlineData("""{"version":"2.0","isBase64Encoded":true,"body":null}""")]
    [InlineData("""{"version":"2.0","isBase64Encoded":true,"body":""}""")]
    [InlineData("""{"version":"2.0","body":""}""")]
    [InlineData("""{"version":"2.0","body":null}""")]
    public void No_body_is_no_body(string json)
    {
        var request = GatewayEvent.Read(json);

        Assert.False(request.CanHaveBody);
        Assert.Null(request.Headers.ContentLength);
        Assert.Empty(GatewayEvent.BodyOf(request));
    }

    [Theory]
    [InlineData("""h\u00e9\ud83d\udce7\n\t\"\\\/\u0000""", "hé\U0001F4E7\n\t\"\\/\0")]
    [InlineData("hé\U0001F4E7", "hé\U0001F4E7")]
    [InlineData("""name=J%C3%B6rg&x=+""", "name=J%C3%B6rg&x=+")]
    public void Text_is_taken_as_UTF8(string json, string text)
    {
        var request = GatewayEvent.Read($$"""{"version":"2.0","body":"{{json}}"}""");

        Assert.Equal(text, GatewayEvent.TextOf(request));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), request.Headers.ContentLength);
    }

    [Theory]
    [InlineData("""{"version":"2.0","body":"\ud83d"}""")]
    [InlineData("""{"version":"2.0","body":"\udce7\ud83d"}""")]
    [InlineData("""{"version":"2.0","rawPath":"/\ud83d"}""")]
    [InlineData("""{"version":"2.0","headers":{"a":"\ud83d"}}""")]
    [InlineData("""{"version":"2.0","headers":{"\ud83d":"a"}}""")]
    [InlineData("""{"version":"2.0","cookies":["\ud83d"]}""")]
    [InlineData("""{"version":"2.0","body":"\x"}""")]
    [InlineData("""{"version":"2.0","body":"\u12"}""")]
    public void Half_a_character_is_refused(string json) => Assert.Throws<InvalidEventException>(() => GatewayEvent.Read(json));

    [Theory]
    [InlineData("version")]
    [InlineData("rawPath")]
    [InlineData("body")]
    [InlineData("other")]
    public void Bytes_that_are_not_UTF8_are_refused_or_not_looked_at(string where)
    {
        byte[] json = [.. "{\"version\":\"2.0\",\""u8, .. Encoding.UTF8.GetBytes(where), .. "\":\"a"u8, 0xc3, 0x28, 0xff, .. "\"}"u8];

        if (where == "other")
            Assert.Equal("/", HttpApiEvent.Read(json).Path);
        else
            Assert.Throws<InvalidEventException>(() => HttpApiEvent.Read(json));
    }

    [Theory]
    [InlineData("99", "hello")]
    [InlineData("abc", "hello")]
    [InlineData("-1", "hello")]
    [InlineData("5, 5", "hello")]
    [InlineData("99", "")]
    [InlineData("abc", "")]
    public void A_length_that_is_wrong_is_corrected(string told, string body)
    {
        var json = new JsonObject { ["version"] = "2.0", ["headers"] = new JsonObject { ["content-length"] = told, ["transfer-encoding"] = "chunked" }, ["body"] = body };

        var request = GatewayEvent.Read(json.ToJsonString());

        Assert.Equal(body.Length, request.Headers.ContentLength);
        Assert.Equal(0, request.Headers.TransferEncoding.Count);
    }

    [Fact]
    public void A_body_of_ten_megabytes_is_read()
    {
        var body = new byte[10 * 1024 * 1024];
        new Random(1).NextBytes(body);

        var request = GatewayEvent.Read(GatewayEvent.Post("/", "application/octet-stream", body).ToJsonString());

        Assert.Equal(body, GatewayEvent.BodyOf(request));
    }

    [Fact]
    public void A_body_does_not_change_when_the_buffer_of_the_event_is_used_again()
    {
        var json = Encoding.UTF8.GetBytes("""{"version":"2.0","rawPath":"/a","headers":{"a":"b"},"body":"hello"}""");

        var request = HttpApiEvent.Read(json);
        Array.Fill(json, (byte)'x');

        Assert.Equal("hello", GatewayEvent.TextOf(request));
        Assert.Equal("/a", request.Path);
        Assert.Equal("b", request.Headers["a"]);
    }
}
