using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;

namespace ServerlessMail.Http.Tests;

public class PageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_thank_you_page_leads_back_to_where_the_visitor_came_from()
    {
        await using var app = await HttpApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/thanks");
        request.Headers.Referrer = new Uri($"{HttpApp.Site}/contact");

        var page = await PageAsync(await app.Client.SendAsync(request, Ct));

        Assert.Equal("Thank you", page.QuerySelector("h1")?.TextContent);
        Assert.Equal($"{HttpApp.Site}/contact", page.QuerySelector("main a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_browsers_form_with_faults_gets_a_page_that_names_them()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Plain(("email", "nonsense"), ("message", "x")), Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await PageAsync(answer);
        var faults = page.QuerySelectorAll(".faults li").Select(item => item.TextContent).ToArray();
        Assert.Equal(2, faults.Length);
        Assert.StartsWith("name ", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("email ", faults[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_visitor_typed_never_becomes_markup()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with
        {
            Fields = [new Core.Forms.FieldRule("<script>alert(1)</script>\"'", Core.Forms.FieldType.Email, Required: true, 100)],
        });

        var answer = await app.Client.SendAsync(Post.Plain(("<script>alert(1)</script>\"'", "<img src=x onerror=alert(1)>")), Ct);

        var page = await PageAsync(answer);
        Assert.Empty(page.QuerySelectorAll("script, img"));
        Assert.Contains("<script>alert(1)</script>", page.Body?.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/thanks", 200)]
    [InlineData("/f/contact", 405)]
    [InlineData("/nowhere", 404)]
    public async Task Every_page_has_one_heading_a_language_a_title_and_no_script(string path, int status)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } }, Ct);

        Assert.Equal(status, (int)answer.StatusCode);
        var page = await PageAsync(answer);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.DocumentElement.GetAttribute("lang") ?? "");
        Assert.NotEmpty(page.Title ?? "");
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Single(page.QuerySelectorAll("main"));
    }

    [Theory]
    [InlineData("GET", "/thanks")]
    [InlineData("GET", "/healthz")]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/f/contact")]
    [InlineData("OPTIONS", "/f/contact")]
    public async Task Every_answer_bears_the_security_headers(string method, string path)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Ct);

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.NotNull(Header(answer, "Referrer-Policy"));
    }

    [Fact]
    public async Task Health_asks_no_store()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Intake.Door.Shut();
        app.Store.Control.Door.Shut();

        Assert.Equal("{\"status\":\"ok\"}", await app.Client.GetStringAsync("/healthz", Ct));
    }

    [Fact]
    public async Task A_defect_becomes_a_page_or_json_and_tells_nothing_of_the_inside()
    {
        await using var app = await HttpApp.StartAsync(more: more =>
            more.MapGet("/boom", string () => throw new InvalidOperationException("secret inside")));

        var answer = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/boom") { Headers = { { "Accept", "application/json" } } }, Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private static async Task<IDocument> PageAsync(HttpResponseMessage answer)
    {
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
