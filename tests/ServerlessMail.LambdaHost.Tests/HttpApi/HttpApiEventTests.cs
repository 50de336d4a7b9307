using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessMail.LambdaHost.HttpApi;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

public class HttpApiEventTests
{
    [Fact]
    public void Every_field_of_the_sample_becomes_a_part_of_the_request()
    {
        var request = GatewayEvent.Read(GatewayEvent.Full);

        Assert.Equal("POST", request.Method);
        Assert.Equal("/my/path", request.Path);
        Assert.Equal("", request.PathBase);
        Assert.Equal("?parameter1=value1&parameter1=value2&parameter2=value", request.QueryString);
        Assert.Equal("/my/path?parameter1=value1&parameter1=value2&parameter2=value", request.RawTarget);
        Assert.Equal("HTTP/2.0", request.Protocol);
        Assert.Equal("https", request.Scheme);
        Assert.Equal(IPAddress.Parse("192.0.2.1"), request.RemoteIpAddress);
        Assert.Equal("value1", request.Headers["Header1"]);
        Assert.Equal("value1,value2", Assert.Single(request.Headers["header2"]));
        Assert.Equal("cookie1=a; cookie2=b", request.Headers.Cookie);
        Assert.Equal("api.example.com", request.Headers.Host);
        Assert.Equal("text/plain", request.Headers.ContentType);
        Assert.Equal(17, request.Headers.ContentLength);
        Assert.True(request.CanHaveBody);
        Assert.Equal("Hello from Lambda", GatewayEvent.TextOf(request));
    }

    [Fact]
    public void The_smallest_event_is_a_request_for_the_root()
    {
        var request = GatewayEvent.Read(GatewayEvent.Minimal);

        Assert.Equal(("GET", "/", "", "", "https", "HTTP/1.1"), (request.Method, request.Path, request.PathBase, request.QueryString, request.Scheme, request.Protocol));
        Assert.Empty(request.Headers);
        Assert.False(request.CanHaveBody);
        Assert.Null(request.RemoteIpAddress);
        Assert.Empty(GatewayEvent.BodyOf(request));
    }

    [Theory]
    [InlineData("""{"version":"2.0","rawPath":null,"rawQueryString":null,"cookies":null,"headers":null,"requestContext":null,"body":null,"isBase64Encoded":null}""")]
    [InlineData("""{"version":"2.0","rawPath":"","rawQueryString":"","cookies":[],"headers":{},"requestContext":{},"body":"","isBase64Encoded":false}""")]
    [InlineData("""{"version":"2.0","rawPath":1,"rawQueryString":[1,{"a":[]}],"cookies":{"a":[]},"headers":["a",{}],"requestContext":["x"],"body":{"a":1},"isBase64Encoded":{"version":"1.0"}}""")]
    [InlineData("""{"version":"2.0","cookies":[null,1,{"a":[1]},["x"],""],"headers":{"a":null,"b":1,"c":["x"],"d":{"e":1},"":"x"},"requestContext":{"http":null,"stage":[],"domainName":{}},"isBase64Encoded":["version","1.0"]}""")]
    [InlineData("""{"version":"2.0","requestContext":{"http":{"method":null,"path":{},"protocol":[],"sourceIp":7}},"isBase64Encoded":"true"}""")]
    [InlineData("""{"version":"2.0","requestContext":{"http":{"method":"","path":"","protocol":"","sourceIp":""},"stage":"","domainName":""}}""")]
    public void What_is_of_another_type_or_empty_counts_as_absent(string json)
    {
        var request = GatewayEvent.Read(json);

        Assert.Equal(("GET", "/", "", "", "https", "HTTP/1.1"), (request.Method, request.Path, request.PathBase, request.QueryString, request.Scheme, request.Protocol));
        Assert.Empty(request.Headers);
        Assert.False(request.CanHaveBody);
    }

    [Theory]
    [InlineData("v1", "/v1", "/v1", "/")]
    [InlineData("v1", "/v1/", "/v1", "/")]
    [InlineData("v1", "/v1/x", "/v1", "/x")]
    [InlineData("v1", "/v1//x", "/v1", "//x")]
    [InlineData("v1", "/v10x", "", "/v10x")]
    [InlineData("v1", "/v1x/v1", "", "/v1x/v1")]
    [InlineData("v1", "/x/v1", "", "/x/v1")]
    [InlineData("v1", "/V1/x", "", "/V1/x")]
    [InlineData("v1", "/", "", "/")]
    [InlineData("v1", "/v", "", "/v")]
    [InlineData("v1", "/v1%2Fx", "", "/v1%2Fx")]
    [InlineData("v1", "v1/x", "/v1", "/x")]
    [InlineData("$default", "/$default/x", "", "/$default/x")]
    [InlineData("$default", "/x", "", "/x")]
    [InlineData("", "/x", "", "/x")]
    [InlineData("my-stage_2", "/my-stage_2/f/contact", "/my-stage_2", "/f/contact")]
    public void A_stage_is_the_base_of_the_path_where_the_path_begins_with_it(string stage, string rawPath, string pathBase, string path)
    {
        var request = GatewayEvent.Read(GatewayEvent.Of("GET", rawPath, stage).ToJsonString());

        Assert.Equal((pathBase, path), (request.PathBase, request.Path));
    }

    [Fact]
    public void A_path_stands_in_the_context_where_the_raw_one_is_missing()
    {
        var request = GatewayEvent.Read("""{"version":"2.0","requestContext":{"http":{"path":"/a%20b"}}}""");

        Assert.Equal("/a b", request.Path);
    }

    [Theory]
    [InlineData("/a%20b", "/a b")]
    [InlineData("/%C3%A9", "/é")]
    [InlineData("/é", "/é")]
    [InlineData("/a+b", "/a+b")]
    [InlineData("/a%2Fb", "/a%2Fb")]
    [InlineData("/a%2fb", "/a%2fb")]
    [InlineData("/a%252Fb", "/a%2Fb")]
    [InlineData("/%zz", "/%zz")]
    [InlineData("/100%", "/100%")]
    [InlineData("/%4", "/%4")]
    [InlineData("/%C3", "/%C3")]
    [InlineData("/%FF%FE", "/%FF%FE")]
    [InlineData("/%ED%A0%80", "/%ED%A0%80")]
    [InlineData("/%C0%AFetc", "/%C0%AFetc")]
    [InlineData("/%00", "/%00")]
    [InlineData("/a%00b%20c", "/a%00b%20c")]
    [InlineData("/a/../b", "/a/../b")]
    [InlineData("/%2e%2e/b", "/../b")]
    [InlineData("//evil.example/x", "//evil.example/x")]
    [InlineData("/\\evil", "/\\evil")]
    [InlineData("https://evil.example/", "/https://evil.example/")]
    [InlineData("no-slash", "/no-slash")]
    [InlineData("*", "/*")]
    [InlineData("/%F0%9F%93%A7", "/\U0001F4E7")]
    public void A_path_is_decoded_once_as_a_web_server_does_it_and_what_cannot_be_decoded_stays(string rawPath, string path)
    {
        var request = GatewayEvent.Read(GatewayEvent.Of("GET", rawPath).ToJsonString());

        Assert.Equal(path, request.Path);
        Assert.Equal(rawPath, request.RawTarget);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("garbage", null)]
    [InlineData("192.0.2.1, 198.51.100.7", null)]
    [InlineData("999.1.1.1", null)]
    public void The_caller_is_who_the_gateway_says(string sourceIp, string? address)
    {
        var json = GatewayEvent.Of("GET", "/");
        json["headers"] = new JsonObject { ["x-forwarded-for"] = "203.0.113.9" };
        json["requestContext"]!["http"]!["sourceIp"] = sourceIp; // Of makes both

        Assert.Equal(address, GatewayEvent.Read(json.ToJsonString()).RemoteIpAddress?.ToString());
    }

    [Theory]
    [InlineData("http", "http")]
    [InlineData("https", "https")]
    [InlineData("https,http", "https")]
    [InlineData("javascript", "https")]
    [InlineData("", "https")]
    public void The_scheme_is_the_gateway_s_or_https(string forwarded, string scheme)
    {
        var json = GatewayEvent.Of("GET", "/");
        json["headers"] = new JsonObject { ["x-forwarded-proto"] = forwarded };

        Assert.Equal(scheme, GatewayEvent.Read(json.ToJsonString()).Scheme);
    }

    [Fact]
    public void The_host_is_the_domain_where_no_header_says_it()
    {
        var request = GatewayEvent.Read("""{"version":"2.0","requestContext":{"domainName":"abc.lambda-url.eu-west-1.on.aws"}}""");

        Assert.Equal("abc.lambda-url.eu-west-1.on.aws", request.Headers.Host);
    }

    [Fact]
    public void Cookies_stand_apart_and_replace_a_header_of_that_name()
    {
        var request = GatewayEvent.Read("""{"version":"2.0","cookies":["a=1","b=2, 3"],"headers":{"cookie":"forged=1"}}""");

        Assert.Equal("a=1; b=2, 3", Assert.Single(request.Headers.Cookie));
    }

    [Fact]
    public void A_header_with_commas_stays_one_value_and_any_text_is_kept()
    {
        var request = GatewayEvent.Read("""{"version":"2.0","headers":{"date":"Tue, 15 Nov 1994 08:12:31 GMT","accept":"text/html,*/*;q=0.8","X-Name":"J\u00f6rg \ud83d\udce7"}}""");

        Assert.Equal("Tue, 15 Nov 1994 08:12:31 GMT", Assert.Single(request.Headers.Date));
        Assert.Equal("text/html,*/*;q=0.8", Assert.Single(request.Headers.Accept));
        Assert.Equal("Jörg \U0001F4E7", request.Headers["x-name"]);
    }

    [Fact]
    public void A_header_that_stands_twice_has_two_values()
    {
        var request = GatewayEvent.Read("""{"version":"2.0","headers":{"x-a":"1","X-A":"2"}}""");

        Assert.Equal(["1", "2"], request.Headers["x-a"].AsEnumerable());
    }

    [Fact]
    public void Of_a_property_that_stands_twice_the_last_counts()
    {
        var request = GatewayEvent.Read("""{"version":"1.0","rawPath":"/a","body":"first","version":"2.0","rawPath":"/b","body":null}""");

        Assert.Equal("/b", request.Path);
        Assert.Empty(GatewayEvent.BodyOf(request));
        Assert.Throws<InvalidEventException>(() => GatewayEvent.Read("""{"version":"2.0","version":"1.0"}"""));
    }

    [Fact]
    public void Names_with_escapes_are_the_same_names()
    {
        Assert.Equal("/x", GatewayEvent.Read("""{"\u0076ersion":"2.0","raw\u0050ath":"\/x"}""").Path);
    }

    [Fact]
    public void Space_around_the_event_is_none_of_it() =>
        Assert.Equal("/", HttpApiEvent.Read(Encoding.UTF8.GetBytes(" \r\n\t" + GatewayEvent.Minimal + "\n ")).Path);
}
