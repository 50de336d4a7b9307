using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

/// <summary>What an application of routing and endpoints finds on this host.</summary>
public class PipelineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/f/contact", "$default", 200, "contact")]
    [InlineData("GET", "/v1/f/contact", "v1", 200, "contact")]
    [InlineData("GET", "/f/a%20b", "$default", 200, "a b")]
    [InlineData("GET", "/f/a%2Fb", "$default", 200, "a%2Fb")]
    [InlineData("GET", "/f/a/b", "$default", 404, "")]
    [InlineData("GET", "/f/../f/x", "$default", 404, "")]
    [InlineData("GET", "/%00", "$default", 404, "")]
    [InlineData("GET", "//f/contact", "$default", 404, "")]
    [InlineData("GET", "/v10x", "v1", 404, "")]
    [InlineData("POST", "/f/contact", "$default", 405, "")]
    public async Task Requests_are_routed(string method, string path, string stage, int status, string text)
    {
        var call = await App.CallAsync(
            app => app.UseRouting().UseEndpoints(endpoints => endpoints.MapGet("/f/{form}", (HttpContext context) => context.Response.WriteAsync((string?)context.Request.RouteValues["form"] ?? "", Ct))),
            GatewayEvent.Of(method, path, stage).ToJsonString());

        var answer = new Answer(call);
        Assert.Equal((status, text), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task The_request_is_whole()
    {
        await App.AnswerAsync(
            async context =>
            {
                var request = context.Request;
                Assert.Equal("https://api.example.com/my/path?parameter1=value1&parameter1=value2&parameter2=value", $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{request.QueryString}");
                Assert.True(request.IsHttps);
                Assert.Equal(["value1", "value2"], request.Query["parameter1"].AsEnumerable());
                Assert.Equal("b", request.Cookies["cookie2"]);
                Assert.Equal("192.0.2.1", context.Connection.RemoteIpAddress?.ToString());
                using var reader = new StreamReader(request.Body);
                Assert.Equal("Hello from Lambda", await reader.ReadToEndAsync(Ct));
                Assert.Equal("id-0", context.TraceIdentifier);
                Assert.Equal("id-0", Assert.IsType<ILambdaContext>(context.Items["LambdaContext"], exactMatch: false).AwsRequestId);
                Assert.True(context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody);
            },
            (JsonObject?)JsonNode.Parse(GatewayEvent.Full));
    }

    [Fact]
    public async Task The_body_is_read_by_its_pipe()
    {
        var answer = await App.AnswerAsync(
            async context =>
            {
                var read = await context.Request.BodyReader.ReadAtLeastAsync(5, Ct);
                var text = Encoding.UTF8.GetString(read.Buffer.FirstSpan);
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                await context.Response.WriteAsync(text, Ct);
                Assert.True((await context.Request.BodyReader.ReadAsync(Ct)).IsCompleted);
            },
            GatewayEvent.Post("/", "text/plain", "hello"u8.ToArray()));

        Assert.Equal("hello", answer.Text);
    }

    [Fact]
    public async Task Without_a_body_its_pipe_and_its_form_are_empty()
    {
        await App.AnswerAsync(async context =>
        {
            Assert.True((await context.Request.BodyReader.ReadAsync(Ct)).IsCompleted);
            Assert.False(context.Request.HasFormContentType);
            Assert.Null(context.Request.ContentLength);
        });
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "name=J%C3%B6rg&message=a+b")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nJörg\r\n--x\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\na b\r\n--x--\r\n")]
    public async Task A_form_is_read(string type, string body)
    {
        var answer = await App.AnswerAsync(
            async context =>
            {
                var form = await context.Request.ReadFormAsync(Ct);
                await context.Response.WriteAsync(form["name"] + ": " + form["message"], Ct);
            },
            GatewayEvent.Post("/f/contact", type, Encoding.UTF8.GetBytes(body)));

        Assert.Equal("Jörg: a b", answer.Text);
    }

    [Fact]
    public async Task Each_request_has_services_of_its_own_which_end_with_it()
    {
        var scopes = new List<Scoped>();

        var calls = await App.CallsAsync(
            app => app.Run(context =>
            {
                var scoped = context.RequestServices.GetRequiredService<Scoped>();
                Assert.Same(scoped, context.RequestServices.GetRequiredService<Scoped>());
                Assert.All(scopes, earlier => Assert.True(earlier.IsDisposed));
                scopes.Add(scoped);
                return context.TraceIdentifier == "id-1" ? throw new FormatException() : Task.CompletedTask;
            }),
            [GatewayEvent.Minimal, GatewayEvent.Minimal, GatewayEvent.Minimal],
            add: services => services.AddScoped<Scoped>());

        Assert.Equal(3, calls.Count);
        Assert.Equal(3, scopes.Distinct().Count());
        Assert.All(scopes, scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public async Task Two_requests_after_each_other_share_nothing()
    {
        var first = GatewayEvent.Post("/first", "text/plain", Encoding.UTF8.GetBytes(new string('x', 5000)));
        first["cookies"] = new JsonArray("session=secret");
        first["rawQueryString"] = "a=1";
        first["headers"]!["x-first"] = "1"; // Post makes them
        first["requestContext"]!["stage"] = "first"; // and this

        var calls = await App.CallsAsync(
            app => app.Run(async context =>
            {
                var request = context.Request;
                if (context.TraceIdentifier == "id-0")
                {
                    context.Items["first"] = 1;
                    context.User = new System.Security.Claims.ClaimsPrincipal();
                    context.Response.Headers["X-First"] = "1";
                    context.Response.Cookies.Append("first", "1");
                    context.Response.StatusCode = 418;
                    await context.Response.WriteAsync("first", Ct);
                    return;
                }

                Assert.Single(context.Items);
                Assert.Empty(request.Headers);
                Assert.Empty(request.Cookies);
                Assert.Empty(request.Query);
                Assert.Equal("/", request.Path);
                Assert.Equal("", request.PathBase);
                Assert.Equal(0, await request.Body.ReadAsync(new byte[1], Ct));
                Assert.False(context.RequestAborted.IsCancellationRequested);
            }),
            [first.ToJsonString(), GatewayEvent.Minimal]);

        Assert.Equal(418, new Answer(calls[0]).Status);
        Assert.Equal("""{"statusCode":200,"headers":{},"body":"","isBase64Encoded":false}""", new Answer(calls[1]).Raw);
    }

    [Fact]
    public async Task A_body_that_an_application_keeps_does_not_become_the_next_one_s()
    {
        Stream? kept = null;

        var calls = await App.CallsAsync(
            app => app.Run(context =>
            {
                kept ??= context.Request.Body;
                return Task.CompletedTask;
            }),
            [GatewayEvent.Post("/", "text/plain", "first"u8.ToArray()).ToJsonString(), GatewayEvent.Post("/", "text/plain", "other"u8.ToArray()).ToJsonString()]);

        Assert.Equal(2, calls.Count);
        Assert.NotNull(kept);
        using var reader = new StreamReader(kept);
        Assert.Equal("first", await reader.ReadToEndAsync(Ct));
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
