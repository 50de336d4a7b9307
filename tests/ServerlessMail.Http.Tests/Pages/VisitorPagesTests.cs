using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ServerlessMail.Http.Tests.Pages;

/// <summary>The pages as a browser and a screen reader take them.</summary>
public class VisitorPagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/thanks")]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/f/contact")]
    [InlineData("POST", "/f/contact")]
    [InlineData("POST", "/f/nobody")]
    public async Task Every_page_is_whole_and_can_be_used_by_everyone(string method, string path)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)), Ct);
        var page = await HtmlDocument.ReadAsync(answer);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotEqual("", page.Title);
        Assert.Equal(page.Title, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Contains("width=device-width", page.QuerySelector("meta[name=viewport]")?.GetAttribute("content"), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("svg"), picture => Assert.NotNull(picture.Closest("[aria-hidden=true]")));
        Assert.Distinct(page.QuerySelectorAll("[id]").Select(element => element.Id), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("/thanks")]
    [InlineData("/nowhere")]
    public async Task No_page_has_a_script_or_loads_anything(string path)
    {
        await using var app = await HttpApp.StartAsync();

        var page = await HtmlDocument.ReadAsync(await app.Client.GetAsync(new Uri(path, UriKind.Relative), Ct));

        Assert.Empty(page.QuerySelectorAll("script, iframe, img, object, embed, link[rel=stylesheet], [src]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute =>
            attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style");
    }

    [Fact]
    public async Task The_policy_allows_the_pages_own_style_and_nothing_else()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.GetAsync(new Uri("/thanks", UriKind.Relative), Ct);
        var style = Assert.Single((await HtmlDocument.ReadAsync(answer)).QuerySelectorAll("style")).TextContent;

        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task The_faults_are_an_alert_that_takes_the_focus()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await HtmlDocument.ReadAsync(await app.Client.SendAsync(Post.Plain(("name", "Ada")), Ct));

        var alert = Assert.Single(page.QuerySelectorAll("[role=alert]"));
        Assert.Equal(("-1", true), (alert.GetAttribute("tabindex"), alert.HasAttribute("autofocus")));
        Assert.NotEmpty(alert.QuerySelectorAll("li"));
    }

    [Theory]
    [InlineData("https://www.example.com/contact", "https://www.example.com/contact", "Back to www.example.com")]
    [InlineData("https://www.example.com/?a=\"><b>", "https://www.example.com/?a=%22%3E%3Cb%3E", "Back to www.example.com")]
    public async Task The_thank_you_page_leads_back_to_where_the_visitor_came_from(string referrer, string target, string text)
    {
        await using var app = await HttpApp.StartAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri("/thanks", UriKind.Relative));
        ask.Headers.TryAddWithoutValidation("Referer", referrer);

        var link = Assert.Single((await HtmlDocument.ReadAsync(await app.Client.SendAsync(ask, Ct))).QuerySelectorAll<IHtmlAnchorElement>("a"));

        Assert.Equal((target, text), (link.GetAttribute("href"), link.TextContent));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("javascript:alert(1)")]
    [InlineData("nonsense")]
    public async Task Without_a_way_back_it_only_thanks(string? referrer)
    {
        await using var app = await HttpApp.StartAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri("/thanks", UriKind.Relative));
        ask.Headers.TryAddWithoutValidation("Referer", referrer);

        Assert.Empty((await HtmlDocument.ReadAsync(await app.Client.SendAsync(ask, Ct))).QuerySelectorAll("a"));
    }
}
