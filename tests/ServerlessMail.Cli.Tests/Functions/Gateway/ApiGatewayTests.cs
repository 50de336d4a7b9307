using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Cli.Functions.Gateway;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Cli.Tests.Functions.Gateway;

public sealed class ApiGatewayTests
{
    [Fact]
    public async Task An_answer_becomes_the_response()
    {
        var response = await HandleAsync("""{"statusCode":201,"headers":{"Content-Type":"text/html","X-Count":3,"vary":"Origin, Accept"},"cookies":["a=1; Path=/","b=2"],"body":"<p>é</p>"}""");

        Assert.Equal((201, "<p>é</p>"), (response.StatusCode, Body(response)));
        Assert.Equal("text/html", response.ContentType);
        Assert.Equal("3", response.Headers["X-Count"]);
        Assert.Equal("Origin, Accept", response.Headers.Vary);
        Assert.Equal(["a=1; Path=/", "b=2"], response.Headers.SetCookie.AsEnumerable());
    }

    [Fact]
    public async Task A_body_in_Base64_becomes_its_bytes()
    {
        var response = await HandleAsync("""{"statusCode":200,"isBase64Encoded":true,"body":"AP8=","headers":{"content-type":"image/png"}}""");

        Assert.Equal([0, 255], Assert.IsType<MemoryStream>(response.Body).ToArray());
        Assert.Equal(2, response.ContentLength);
    }

    [Theory]
    [InlineData("\"hello\"", "hello")]
    [InlineData("""{"message":"hi"}""", """{"message":"hi"}""")]
    [InlineData("[1]", "[1]")]
    public async Task JSON_without_a_status_is_the_body_itself(string payload, string body)
    {
        var response = await HandleAsync(payload);

        Assert.Equal((200, "application/json", body), (response.StatusCode, response.ContentType, Body(response)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("""{"statusCode":"abc"}""")]
    [InlineData("""{"statusCode":99}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"%%"}""")]
    [InlineData("""{"statusCode":200,"headers":[1]}""")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""")]
    [InlineData("""{"statusCode":200,"cookies":"a=1"}""")]
    public async Task An_answer_that_is_none_is_an_internal_error(string payload)
    {
        var response = await HandleAsync(payload);

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), (response.StatusCode, Body(response)));
    }

    [Fact]
    public async Task What_fails_is_an_internal_error_and_what_takes_too_long_unavailable()
    {
        InvocationResult[] failures =
        [
            new InvocationResult.Failed("E", "secret"), new InvocationResult.InitFailed("E", "secret"), new InvocationResult.Crashed("exit code 1"), new InvocationResult.TimedOut(IsStarting: true),
        ];
        foreach (var failure in failures)
        {
            var failed = await HandleAsync(failure, Request());
            Assert.Equal((500, """{"message":"Internal Server Error"}"""), (failed.StatusCode, Body(failed)));
        }

        var late = await HandleAsync(new InvocationResult.TimedOut(IsStarting: false), Request());
        Assert.Equal((503, """{"message":"Service Unavailable"}"""), (late.StatusCode, Body(late)));
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    public async Task No_body_follows_where_none_may(string method, int status)
    {
        var request = Request();
        request.Method = method;
        var response = await HandleAsync(Answered($$"""{"statusCode":{{status}},"body":"x"}"""), request);

        Assert.Equal((status, ""), (response.StatusCode, Body(response)));
    }

    [Theory]
    [InlineData(ApiGateway.MaxBody + 1, "text/plain")]
    [InlineData(5 * 1024 * 1024, "application/octet-stream")]
    public async Task What_is_longer_than_the_gateway_or_the_function_takes_is_refused(int length, string contentType)
    {
        var request = GatewayEventTests.Request("POST", "/", contentType);
        request.Body = new MemoryStream(new byte[length]);
        var response = await HandleAsync(Answered("""{"statusCode":200}"""), request);

        Assert.Equal(413, response.StatusCode);
    }

    private static HttpRequest Request() => GatewayEventTests.Request("GET", "/", contentType: null);

    private static InvocationResult.Answered Answered(string payload) => new(Encoding.UTF8.GetBytes(payload));

    private static Task<HttpResponse> HandleAsync(string payload) => HandleAsync(Answered(payload), Request());

    private static async Task<HttpResponse> HandleAsync(InvocationResult result, HttpRequest request)
    {
        var response = request.HttpContext.Response;
        response.Body = new MemoryStream();
        await new ApiGateway(_ => Task.FromResult(result), TimeProvider.System).HandleAsync(request.HttpContext);
        return response;
    }

    private static string Body(HttpResponse response) => Encoding.UTF8.GetString(Assert.IsType<MemoryStream>(response.Body).ToArray());
}
