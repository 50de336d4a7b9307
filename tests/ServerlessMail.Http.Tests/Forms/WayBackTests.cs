using System.Net;
using AngleSharp.Html.Dom;
using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms.Corrections;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>A form that is corrected on our page is judged by the page that it came from, and leads back to it; nobody else can say which that is.</summary>
public class WayBackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_form_is_taken_though_our_own_page_may_not_post_to_it()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Origins = [HttpApp.Site] });
        var page = await CorrectionTests.PageAsync(app, Post.Plain(("name", "Ada"), ("email", "nonsense")));

        var again = await CorrectionTests.SubmitAsync(app, page, ("email", "still nonsense"));
        var sent = await CorrectionTests.SubmitAsync(app, await HtmlDocument.ReadAsync(again), ("email", "ada@example.org"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (again.StatusCode, sent.StatusCode));
        Assert.Equal([("name", "Ada"), ("email", "ada@example.org")], (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
    }

    [Fact]
    public async Task The_thank_you_page_and_each_error_page_lead_back_to_where_the_visitor_came_from()
    {
        await using var app = await HttpApp.StartAsync();
        var page = await CorrectionTests.PageAsync(app, Post.Plain(("name", "Ada"), ("email", "nonsense"), ("_language", "de")));

        var again = await HtmlDocument.ReadAsync(await CorrectionTests.SubmitAsync(app, page));
        var sent = await CorrectionTests.SubmitAsync(app, again, ("email", "ada@example.org"));
        var thanks = await ThanksAsync(app, sent);

        Assert.Equal($"{HttpApp.Site}/contact?a=b", again.QuerySelector("form + p a")?.GetAttribute("href"));
        Assert.Equal($"{HttpApp.Site}/contact?a=b", thanks.QuerySelector("main a")?.GetAttribute("href"));
        Assert.Equal("Vielen Dank", thanks.Title);
    }

    [Fact]
    public async Task An_allowed_next_page_is_still_led_to_and_the_policy_lets_the_browser_go_there()
    {
        await using var app = await HttpApp.StartAsync();
        var answer = await app.Client.SendAsync(Post.Plain(("name", "Ada"), ("_next", "https://www.example.com/danke")), Ct);

        var sent = await CorrectionTests.SubmitAsync(app, await HtmlDocument.ReadAsync(answer), ("email", "ada@example.org"));

        Assert.Equal("https://www.example.com/danke", sent.Headers.Location?.OriginalString);
        Assert.Contains("form-action 'self' https://www.example.com;", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://www.example.com.evil.example/; script-src *")]
    public async Task Another_one_is_not(string next)
    {
        await using var app = await HttpApp.StartAsync();
        var answer = await app.Client.SendAsync(Post.Plain(("name", "Ada"), ("_next", next)), Ct);

        var sent = await CorrectionTests.SubmitAsync(app, await HtmlDocument.ReadAsync(answer), ("email", "ada@example.org"));

        Assert.StartsWith("/thanks?_back=", sent.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("form-action 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_told_no_origin_at_first_needs_none_later()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Origins = [HttpApp.Site] });
        var post = Post.Plain(("name", "Ada"));
        post.Headers.Remove("Origin");
        post.Headers.Remove("Referer");

        var sent = await CorrectionTests.SubmitAsync(app, await CorrectionTests.PageAsync(app, post), ("email", "ada@example.org"));

        Assert.Equal("/thanks", sent.Headers.Location?.OriginalString);
        Assert.Empty((await ThanksAsync(app, sent)).QuerySelectorAll("main a"));
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_use_one()
    {
        await using var app = await HttpApp.StartAsync();
        var page = await CorrectionTests.PageAsync(app, Post.Plain(("name", "Ada")));
        var post = Post.Plain([.. Post.Good, (ReservedFields.WayBack, WayBackIn(page))]);
        post.Headers.Remove("Origin");
        post.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client.SendAsync(post, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    public async Task Nobody_can_make_one(string written)
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Origins = [HttpApp.Site] });
        var post = Post.Plain([.. Post.Good, (ReservedFields.WayBack, written)]);
        post.Headers.Remove("Origin");
        post.Headers.Add("Origin", app.Url);

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client.SendAsync(post, Ct)).StatusCode);
        Assert.Empty((await HtmlDocument.ReadAsync(await app.Client.GetAsync(new Uri($"/thanks?_back={written}", UriKind.Relative), Ct))).QuerySelectorAll("main a"));
    }

    [Fact]
    public async Task It_is_good_for_its_form_alone_and_not_for_ever()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Origins = [HttpApp.Site] });
        await app.Store.Forms.TryApplyAsync([HttpApp.Contact with { Name = FormName.Parse("other"), Origins = ["https://other.example"] }], Ct);
        var page = await CorrectionTests.PageAsync(app, Post.Plain(("name", "Ada")));

        var other = Post.Plain([.. CorrectionTests.Fields(page)]);
        other.RequestUri = new Uri("/f/other", UriKind.Relative);
        other.Headers.Remove("Origin");
        other.Headers.Add("Origin", app.Url);
        app.Time.Advance(WayBackSeal.Lifetime);

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client.SendAsync(other, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CorrectionTests.SubmitAsync(app, page, ("email", "ada@example.org"))).StatusCode);
    }

    [Fact]
    public async Task A_page_that_the_form_does_not_allow_is_never_led_back_to()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain(("name", "Ada"));
        post.Headers.Remove("Referer");
        post.Headers.Add("Referer", "https://evil.example/page");

        var sent = await CorrectionTests.SubmitAsync(app, await CorrectionTests.PageAsync(app, post), ("email", "ada@example.org"));

        Assert.Equal("/thanks", sent.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_was_changed_is_not_read()
    {
        var time = new WatchedTime(HttpApp.Start);
        var seal = new WayBackSeal(new MemoryStore(time).Secrets, time);
        var way = new WayBack(HttpApp.Contact.Name, HttpApp.Site, new Uri("https://www.example.com/contact"));
        var written = await seal.SealAsync(way, Ct);

        Assert.Equal(way, await seal.OpenAsync(written, Ct));
        await Gen.Select(Gen.Int[0, written.Length - 1], Gen.Char).SampleAsync(async (at, c) =>
        {
            var changed = written[..at] + c + written[(at + 1)..];
            // The last character of base64 has bits that mean nothing.
            if (at < written.Length - 1 && changed != written)
                Assert.Null(await seal.OpenAsync(changed, Ct));
        }, iter: 2000);
        await Gen.Select(Gen.Int[0, written.Length], Gen.Char["\r\n\t =%."]).SampleAsync(async (at, c) =>
            Assert.Null(await seal.OpenAsync(written.Insert(at, c.ToString()), Ct)), iter: 500);
        await Gen.String.SampleAsync(async text => Assert.Null(await seal.OpenAsync(text, Ct)), iter: 2000);
    }

    [Fact]
    public async Task A_very_long_address_is_led_back_to_by_its_site()
    {
        var time = new WatchedTime(HttpApp.Start);
        var seal = new WayBackSeal(new MemoryStore(time).Secrets, time);
        var written = await seal.SealAsync(new WayBack(HttpApp.Contact.Name, HttpApp.Site, new Uri($"{HttpApp.Site}/{new string('a', 5000)}")), Ct);

        Assert.Equal($"{HttpApp.Site}/", (await seal.OpenAsync(written, Ct))?.Page?.AbsoluteUri);
    }

    private static string WayBackIn(IHtmlDocument page) => CorrectionTests.Field(page, ReservedFields.WayBack).GetAttribute("value") ?? "";

    private static async Task<IHtmlDocument> ThanksAsync(HttpApp app, HttpResponseMessage sent)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, sent.Headers.Location) { Headers = { { "Referer", $"{app.Url}/f/contact" } } };
        return await HtmlDocument.ReadAsync(await app.Client.SendAsync(ask, Ct));
    }
}
