using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>What a visitor without scripts sees.</summary>
public class HtmlAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Success_leads_to_the_thank_you_page_of_the_address_that_was_used()
    {
        await using var app = await HttpApp.StartAsync();

        Assert.Equal("/thanks", await RedirectAsync(app, Post.Good));
    }

    [Fact]
    public async Task Behind_a_gateway_the_thank_you_page_is_at_the_public_address()
    {
        await using var app = await HttpApp.StartAsync(settings: new HttpSettings { PublicUrl = new Uri("https://forms.example.com/v1/") });

        Assert.Equal("https://forms.example.com/v1/thanks", await RedirectAsync(app, Post.Good));
    }

    [Theory]
    [InlineData("_next", "https://www.example.com/danke?a=ü#x", "https://www.example.com/danke?a=%C3%BC#x")]
    [InlineData("redirect", "https://www.example.com", "https://www.example.com/")]
    [InlineData("redirectTo", "https://www.example.com/%0d%0aX: y", "/thanks")]
    [InlineData("_next", "https://evil.example/", "/thanks")]
    [InlineData("_next", "//evil.example/", "/thanks")]
    [InlineData("_next", "/relative", "/thanks")]
    public async Task A_wished_page_is_shown_only_where_the_form_allows_it(string field, string wish, string location)
    {
        await using var app = await HttpApp.StartAsync();

        Assert.Equal(location, await RedirectAsync(app, [.. Post.Good, (field, wish)]));
    }

    [Fact]
    public async Task An_international_host_stands_in_ASCII()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Redirects = ["https://müller.example/danke"] });

        Assert.Equal("https://xn--mller-kva.example/danke", await RedirectAsync(app, [.. Post.Good, ("_next", "https://MÜLLER.example/danke")]));
    }

    [Fact]
    public async Task The_error_page_tells_each_fault_and_what_to_do_and_leads_back()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("name", "Ada"), ("email", "nonsense"), ("budget", "a lot"), ("<b>\"x\"</b>", "nul\0")), 422);

        Assert.Equal(
            [
                "Email should be an email. Write a complete address, such as name@example.com.",
                "Budget should be a number. Write digits only, with a point for decimals: 1200.50.",
                "<b>\"x\"</b> should be text without control characters.",
            ],
            page.QuerySelectorAll("li").Select(item => item.TextContent));
        Assert.Equal($"{HttpApp.Site}/contact?a=b", page.QuerySelectorAll<IHtmlAnchorElement>("form + p a").Single().Href);
        Assert.Contains("Nothing was sent yet", page.Body?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_page_is_not_linked_to()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain(Post.Good);
        post.Headers.Remove("Origin");
        post.Headers.Remove("Referer");
        post.Headers.Add("Referer", "https://evil.example/page");

        Assert.Empty((await PageAsync(app, post, 403)).QuerySelectorAll("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:secret@www.example.com/")]
    [InlineData("https://xn--ü.example.com/")]
    public async Task Without_a_usable_referrer_there_is_no_way_back_but_the_browsers(string referrer)
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain();
        post.Headers.Remove("Referer");
        post.Headers.TryAddWithoutValidation("Referer", referrer);

        Assert.Empty((await PageAsync(app, post, 422)).QuerySelectorAll("a:not([href^='#'])"));
    }

    [Fact]
    public async Task Whoever_may_come_back_later_is_told_that_nothing_was_lost()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Intake.Door.Shut();

        var page = await PageAsync(app, Post.Plain(Post.Good), 503);

        Assert.Contains("Back button", page.Body?.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{HttpApp.Site}/contact?a=b", page.QuerySelectorAll<IHtmlAnchorElement>("a").Single().Href);
    }

    [Fact]
    public async Task Who_looks_at_a_forms_address_is_told_what_it_is_for()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.GetAsync(new Uri("/f/contact", UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST", "OPTIONS"], answer.Content.Headers.Allow);
        Assert.Contains("method=\"post\"", (await HtmlDocument.ReadAsync(answer)).Body?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_robot_that_fills_the_trap_sees_success()
    {
        await using var app = await HttpApp.StartAsync();

        Assert.Equal("/thanks", await RedirectAsync(app, [.. Post.Good, ("company", "Spam Ltd")]));
    }

    [Fact]
    public async Task A_latin_1_form_is_told_how_to_mend_it()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.To("contact", new ByteArrayContent(Encoding.Latin1.GetBytes("name=Zoë&email=zoe@example.org")));
        post.Content?.Headers.Add("Content-Type", "application/x-www-form-urlencoded");

        var page = await PageAsync(app, post, 422);

        Assert.Contains("accept-charset", page.QuerySelector("li")?.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string?> RedirectAsync(HttpApp app, (string Name, string Value)[] fields)
    {
        var answer = await app.Client.SendAsync(Post.Plain(fields), Ct);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
        return answer.Headers.Location?.OriginalString;
    }

    private static async Task<IHtmlDocument> PageAsync(HttpApp app, HttpRequestMessage post, int status)
    {
        var answer = await app.Client.SendAsync(post, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
        return await HtmlDocument.ReadAsync(answer);
    }
}
