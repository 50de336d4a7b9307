using System.Net;

namespace ServerlessMail.Http.Tests;

public class CorsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_the_form_may_post_with_all_headers_of_formsprees_client()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Preflight("contact", HttpApp.Site), Ct);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpApp.Site, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("POST, OPTIONS", Header(answer, "Access-Control-Allow-Methods"));
        var allowed = Header(answer, "Access-Control-Allow-Headers")?.ToLowerInvariant().Split(", ") ?? [];
        Assert.Superset(
            new HashSet<string>(["content-type", "accept", "x-requested-with", "formspree-client", "formspree-session-data"], StringComparer.Ordinal),
            allowed.ToHashSet(StringComparer.Ordinal));
        Assert.Equal("Origin", Header(answer, "Vary"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://www.example.com")]
    [InlineData("https://www.example.com:8443")]
    [InlineData("https://www.example.com.evil.example")]
    [InlineData("null")]
    public async Task A_foreign_page_may_not(string origin)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Preflight("contact", origin), Ct);

        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_post_of_a_foreign_page_is_403_and_the_page_cannot_read_why()
    {
        await using var app = await HttpApp.StartAsync();
        using var post = Post.Plain(Post.Good).From("https://evil.example");

        var answer = await app.Client.SendAsync(post, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(["contact: foreign-origin 1"], await app.RefusedAsync());
        Assert.Empty(app.Store.Messages.All);
    }

    [Fact]
    public async Task Without_an_origin_the_referer_tells_where_a_post_comes_from()
    {
        await using var app = await HttpApp.StartAsync();
        using var post = Post.Plain(Post.Good);
        post.Headers.Remove("Origin");
        post.Headers.Referrer = new Uri("https://evil.example/page");

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client.SendAsync(post, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_caller_that_is_no_browser_needs_no_origin()
    {
        await using var app = await HttpApp.StartAsync();
        using var post = Post.Plain(Post.Good);
        post.Headers.Remove("Origin");
        post.Headers.Remove("Referer");

        Assert.Equal(HttpStatusCode.SeeOther, (await app.Client.SendAsync(post, Ct)).StatusCode);
    }

    [Fact]
    public async Task The_page_that_posted_may_read_the_answer_also_when_it_is_a_fault()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Json("""{"email":"nonsense"}""").From(HttpApp.Site), Ct);

        Assert.Equal(HttpApp.Site, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("Origin", Header(answer, "Vary"));
    }

    private static HttpRequestMessage Preflight(string form, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, $"/f/{form}");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,formspree-client");
        return request;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
