using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Http.Tests;

public class HttpEdgeTests
{
    private static readonly string[] Headers =
        ["X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy", "Cache-Control", "X-Frame-Options", "Cross-Origin-Opener-Policy"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/healthz", 200)]
    [InlineData("HEAD", "/healthz", 200)]
    [InlineData("GET", "/thanks", 200)]
    [InlineData("HEAD", "/thanks", 200)]
    [InlineData("POST", "/thanks", 405)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("HEAD", "/nowhere", 404)]
    [InlineData("POST", "/f/", 404)]
    [InlineData("POST", "/f/contact/more", 404)]
    [InlineData("GET", "/f/contact", 405)]
    [InlineData("HEAD", "/f/contact", 405)]
    [InlineData("PUT", "/f/contact", 405)]
    [InlineData("DELETE", "/f/contact", 405)]
    [InlineData("PATCH", "/f/contact", 405)]
    [InlineData("BREW", "/f/contact", 405)]
    [InlineData("OPTIONS", "/f/contact", 204)]
    [InlineData("POST", "/f/contact", 422)]
    [InlineData("GET", "/crash", 500)]
    public async Task Every_answer_bears_the_security_headers(string method, string path, int status)
    {
        await using var app = await HttpApp.StartAsync(more: Crash);

        var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)), Ct);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.All(Headers, header => Assert.NotEmpty(answer.Headers.GetValues(header)));
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(app.Store.Messages.All);
    }

    [Fact]
    public async Task A_redirect_bears_them_too_and_tells_the_thank_you_page_where_the_visitor_came_from()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.All(Headers, header => Assert.NotEmpty(answer.Headers.GetValues(header)));
        Assert.Equal("strict-origin-when-cross-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/crash", 500)]
    [InlineData("/f/contact", 405)]
    public async Task Failures_are_told_in_the_format_that_the_caller_wants(string path, int status)
    {
        await using var app = await HttpApp.StartAsync(more: Crash);

        var page = await app.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Accept", "application/json" } } };
        var json = await app.Client.SendAsync(ask, Ct);

        Assert.Equal((status, status), ((int)page.StatusCode, (int)json.StatusCode));
        Assert.Single((await HtmlDocument.ReadAsync(page)).QuerySelectorAll("h1"));
        using var told = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Ct));
        Assert.Equal("UNSPECIFIED", told.RootElement.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_nobody_expected_is_logged_without_its_text_and_told_without_details()
    {
        await using var app = await HttpApp.StartAsync(more: Crash);

        var answer = await app.Client.GetAsync(new Uri("/crash", UriKind.Relative), Ct);

        Assert.DoesNotContain("ada@example.org", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("ada@example.org", StringComparison.Ordinal));
        Assert.Contains("InvalidOperationException", Assert.Single(app.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_broke_off_is_not_made_to_look_whole()
    {
        await using var app = await HttpApp.StartAsync(more: web => web.MapGet("/half", async context =>
        {
            await context.Response.WriteAsync("half an ans", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            throw new InvalidOperationException("Boom");
        }));

        await Assert.ThrowsAsync<HttpRequestException>(() => app.Client.GetStringAsync(new Uri("/half", UriKind.Relative), Ct));
    }

    [Fact]
    public async Task A_failure_with_an_answer_of_its_own_keeps_it()
    {
        await using var app = await HttpApp.StartAsync(more: web => web.MapGet("/own", context =>
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return context.Response.WriteAsync("short and stout", context.RequestAborted);
        }));

        var answer = await app.Client.GetAsync(new Uri("/own", UriKind.Relative), Ct);

        Assert.Equal("short and stout", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task It_is_alive_while_no_store_can_be_reached()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Intake.Door.Shut();
        app.Store.Control.Door.Shut();

        var answer = await app.Client.GetAsync(new Uri("/healthz", UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Many_visitors_at_once_are_all_served()
    {
        await using var app = await HttpApp.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => app.Client.SendAsync(Post.Plain([.. Post.Good, ("number", $"{number}")]), Ct)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Equal((100, 100), (app.Store.Messages.All.Count, app.Store.Queue.Count(Lane.Normal)));
    }

    [Fact]
    public void Every_fault_has_a_code_in_upper_snake_case() => Assert.Equal(
        [
            "UNSPECIFIED", "BLOCKED", "EMPTY", "FILES_TOO_BIG", "FORM_NOT_FOUND", "INACTIVE", "NO_FILE_UPLOADS", "TOO_MANY_FILES", "REQUIRED_FIELD_EMPTY",
            "REQUIRED_FIELD_MISSING", "TYPE_EMAIL", "TYPE_NUMERIC", "TYPE_TEXT",
        ],
        Enum.GetValues<FaultCode>().Select(Http.Forms.FaultText.Code));

    private static void Crash(WebApplication web) =>
        web.MapGet("/crash", Task (HttpContext _) => throw new InvalidOperationException("The visitor ada@example.org broke it."));
}
