using System.Net;
using System.Text.Json;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Http.Tests.Forms;

public class ChallengeTests
{
    private static readonly Form Guarded = HttpApp.Contact with { Captcha = Captcha.Altcha };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_the_form_gets_its_challenge_which_nobody_keeps()
    {
        await using var app = await HttpApp.StartAsync(Guarded);

        var answer = await GetAsync(app, HttpApp.Site);

        Assert.Equal((HttpStatusCode.OK, HttpApp.Site), (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("no-store", "Origin"), (answer.Headers.CacheControl?.ToString(), Header(answer, "Vary")));
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(["algorithm", "challenge", "maxnumber", "salt", "signature"], told.RootElement.EnumerateObject().Select(part => part.Name));
        Assert.Equal(0, app.Store.Limits.Door.Passages);
    }

    [Fact]
    public async Task A_program_without_an_origin_and_the_services_own_page_get_one_too()
    {
        await using var app = await HttpApp.StartAsync(Guarded);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(app, app.Url)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_gets_none()
    {
        await using var app = await HttpApp.StartAsync(Guarded);

        var answer = await GetAsync(app, "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("No.Body")]
    [InlineData("contact")]
    public async Task A_form_that_is_not_there_or_asks_for_none_has_none_and_says_so_in_JSON(string form)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await GetAsync(app, HttpApp.Site, form);

        Assert.Equal((HttpStatusCode.NotFound, HttpApp.Site), (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.NotEqual("", told.RootElement.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com")]
    [InlineData("https://evil.example", null)]
    public async Task A_browser_may_ask_beforehand(string origin, string? allowed)
    {
        await using var app = await HttpApp.StartAsync(Guarded);

        var answer = await GetAsync(app, origin, method: HttpMethod.Options);

        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed is null ? null : "GET, OPTIONS", Header(answer, "Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task Nothing_is_posted_there()
    {
        await using var app = await HttpApp.StartAsync(Guarded);

        var answer = await GetAsync(app, HttpApp.Site, method: HttpMethod.Post);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "OPTIONS"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task While_the_store_cannot_be_reached_a_page_is_told_to_come_back()
    {
        await using var app = await HttpApp.StartAsync(Guarded);
        app.Store.Forms.Door.Shut();

        var answer = await GetAsync(app, HttpApp.Site);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpApp.Site), (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Single(app.Log.Errors);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text/html", HttpStatusCode.UnprocessableEntity)]
    public async Task A_post_without_its_proof_is_told_what_to_do(string accept, HttpStatusCode status)
    {
        await using var app = await HttpApp.StartAsync(Guarded);
        using var content = new FormUrlEncodedContent([new("name", "Ada"), new("email", "ada@example.org")]);
        using var post = Post.To("contact", content);
        post.Headers.Accept.ParseAdd(accept);

        var answer = await app.Client.SendAsync(post, Ct);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("JavaScript", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(["contact: captcha-missing 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task The_challenge_that_a_page_got_is_the_one_that_its_post_may_bring()
    {
        await using var app = await HttpApp.StartAsync(Guarded);
        var text = await (await GetAsync(app, HttpApp.Site)).Content.ReadAsStringAsync(Ct);
        var challenge = JsonSerializer.Deserialize(text, AltchaJson.Default.AltchaChallenge) ?? throw new InvalidOperationException("There is no challenge.");

        using var post = await PostAsync(app, AltchaWork.Solve(challenge));

        Assert.Equal(HttpStatusCode.OK, post.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpApp app, string proof)
    {
        using var content = new FormUrlEncodedContent([new("name", "Ada"), new("email", "ada@example.org"), new("altcha", proof)]);
        using var post = Post.To("contact", content);
        post.Headers.Accept.ParseAdd("application/json");
        return await app.Client.SendAsync(post, Ct);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpApp app, string? origin, string form = "contact", HttpMethod? method = null)
    {
        using var ask = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"/f/{form}/challenge", UriKind.Relative));
        if (origin is not null)
            ask.Headers.Add("Origin", origin);
        return await app.Client.SendAsync(ask, Ct);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
