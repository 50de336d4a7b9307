using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

public class HttpApiAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_application_that_says_nothing_answers_200_with_nothing()
    {
        var answer = await App.AnswerAsync(_ => Task.CompletedTask);

        Assert.Equal("""{"statusCode":200,"headers":{},"body":"","isBase64Encoded":false}""", answer.Raw);
    }

    [Fact]
    public async Task Status_headers_cookies_and_body_are_told()
    {
        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.StatusCode = 201;
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Headers.Append("X-Many", "a");
            context.Response.Headers.Append("X-Many", "b, c");
            context.Response.Headers.Location = "/f/1";
            context.Response.ContentLength = 6;
            context.Response.Cookies.Append("one", "1");
            context.Response.Cookies.Append("two", "2, 3");
            await context.Response.WriteAsync("hé\"\n<>", Ct);
        });

        Assert.Equal(201, answer.Status);
        Assert.Equal(["Content-Type", "Location", "X-Many"], answer.Headers.Keys.Order());
        Assert.Equal("a, b, c", answer.Headers["X-Many"]);
        Assert.Equal(["one=1; path=/", "two=2%2C%203; path=/"], answer.Cookies);
        Assert.Equal("hé\"\n<>", answer.Text);
        Assert.False(answer.IsBase64);
    }

    [Theory]
    [InlineData("text/html", false)]
    [InlineData("TEXT/CSS; charset=utf-8", false)]
    [InlineData("application/json", false)]
    [InlineData("application/problem+json; charset=utf-8", false)]
    [InlineData("application/xml", false)]
    [InlineData("image/svg+xml", false)]
    [InlineData("application/javascript", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData(null, false)]
    [InlineData("image/png", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("application/pdf; name=\"text/html\"", true)]
    [InlineData("nonsense", true)]
    public async Task Text_goes_as_text_and_all_else_packed(string? type, bool isPacked)
    {
        var answer = await App.AnswerAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync("some text", Ct);
        });

        Assert.Equal(isPacked, answer.IsBase64);
        Assert.Equal("some text", answer.Text);
    }

    [Fact]
    public async Task Bytes_that_would_grow_as_text_are_packed()
    {
        var answer = await App.AnswerAsync(async context => await context.Response.Body.WriteAsync(new byte[4 * 1024 * 1024], Ct));

        Assert.True(answer.IsBase64);
        Assert.Equal(4 * 1024 * 1024, answer.Body.Length);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData(null, null)]
    [InlineData("text/plain", "gzip")]
    public async Task Bytes_that_are_no_text_are_packed_whatever_their_type_says(string? type, string? encoding)
    {
        byte[] body = encoding is null ? [(byte)'a', 0xff, 0xc3, 0x28] : "looks like text"u8.ToArray();
        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.ContentType = type;
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(body, Ct);
        });

        Assert.True(answer.IsBase64);
        Assert.Equal(body, answer.Body);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    public async Task An_answer_that_has_no_body_by_its_kind_has_none(string method, int status)
    {
        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "image/png";
            context.Response.Headers.ETag = "\"1\"";
            await context.Response.Body.WriteAsync(new byte[100], Ct);
        }, GatewayEvent.Of(method, "/"));

        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Body);
        Assert.False(answer.IsBase64);
        Assert.Equal("\"1\"", answer.Headers["ETag"]);
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\0b")]
    [InlineData("a\r\nSet-Cookie: x")]
    [InlineData("\"},\"statusCode\":500,\"x\":{\"y\":\"")]
    public async Task No_value_of_a_header_breaks_out_of_its_place(string value)
    {
        var answer = await App.AnswerAsync(context =>
        {
            context.Response.Headers["X-Value"] = value;
            context.Response.Headers.SetCookie = value;
            context.Response.Headers["X-" + value] = "name";
            return Task.CompletedTask;
        });

        Assert.Equal(200, answer.Status);
        Assert.Equal(value.Replace('\ud83d', '\ufffd'), answer.Headers["X-Value"]);
        Assert.Single(answer.Cookies);
        Assert.Equal(2, answer.Headers.Count);
    }

    [Fact]
    public async Task Any_body_arrives_as_it_was_written() => await Gen.Select(Gen.Byte.Array[0, 2000], Gen.Bool).SampleAsync(async (body, isText) =>
    {
        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.ContentType = isText ? "text/plain" : "application/zip";
            await context.Response.Body.WriteAsync(body, Ct);
        });
        Assert.Equal(body, answer.Body);
    }, iter: 20, threads: 1);

    [Fact]
    public async Task Any_text_arrives_as_it_was_written() => await Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 2000].SampleAsync(async text =>
    {
        var answer = await App.AnswerAsync(async context => await context.Response.WriteAsync(text, Ct));
        Assert.False(answer.IsBase64);
        Assert.Equal(text, answer.Text);
    }, iter: 20, threads: 1);

    [Fact]
    public async Task A_large_answer_in_many_pieces_arrives_whole()
    {
        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.ContentType = "text/plain";
            for (var at = 0; at < 10_000; at++)
                await context.Response.WriteAsync(at.ToString("D9", CultureInfo.InvariantCulture) + "\n", Ct);
        });

        Assert.Equal(100_000, answer.Body.Length);
        Assert.EndsWith("000009999\n", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_for_Lambda_is_an_error_that_says_so()
    {
        var call = await App.CallAsync(async context =>
        {
            context.Response.ContentType = "application/zip";
            await context.Response.Body.WriteAsync(new byte[4 * 1024 * 1024], Ct);
        });

        Assert.Equal("invocation/id-0/response", call.What);

        call = await App.CallAsync(async context => await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(new string('"', 4 * 1024 * 1024)), Ct));

        Assert.Equal("invocation/id-0/error", call.What);
        Assert.Contains("larger", call.Text, StringComparison.Ordinal);
    }
}
