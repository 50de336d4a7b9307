using System.Net;
using System.Text;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Fetch standard, CORS protocol: which pages may post, and read what they are answered.</summary>
public class FormCorsTests
{
    private const string Good = """{"name":"Ada","email":"ada@example.org"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_the_form_may_post_with_the_clients_headers()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await AskAsync(app, "contact", HttpApp.Site);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpApp.Site, AllowedOrigin(answer));
        Assert.Equal("POST, OPTIONS", Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal("Content-Type, Accept, X-Requested-With, Formspree-Client, Formspree-Session-Data", Header(answer, "Access-Control-Allow-Headers"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Contains("Origin", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://www.example.com")]
    [InlineData("https://www.example.com:8443")]
    [InlineData("https://www.example.com.evil.example")]
    [InlineData("https://example.com")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("https://www.exämple.com")]
    [InlineData("https://www.example.com\u0001")]
    public async Task Another_page_may_not(string origin)
    {
        await using var app = await HttpApp.StartAsync();

        var asked = await AskAsync(app, "contact", origin);
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Null(AllowedOrigin(asked));

        var posted = await PostAsync(app, origin);
        Assert.Null(AllowedOrigin(posted));
        Assert.Contains("Origin", posted.Headers.Vary);
        Assert.Equal(origin == "null" ? HttpStatusCode.OK : HttpStatusCode.Forbidden, posted.StatusCode);
    }

    [Fact]
    public async Task The_services_own_pages_may_post_where_the_form_says_self()
    {
        await using var app = await HttpApp.StartAsync();

        var posted = await PostAsync(app, app.Url);

        Assert.Equal((HttpStatusCode.OK, app.Url), (posted.StatusCode, AllowedOrigin(posted)));
    }

    [Theory]
    [InlineData(Good, HttpStatusCode.OK)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{", HttpStatusCode.UnprocessableEntity)]
    public async Task A_page_of_the_form_may_read_its_answer(string body, HttpStatusCode status)
    {
        await using var app = await HttpApp.StartAsync();

        var posted = await PostAsync(app, HttpApp.Site, body);

        Assert.Equal((status, HttpApp.Site), (posted.StatusCode, AllowedOrigin(posted)));
        Assert.Equal("Retry-After", Header(posted, "Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task A_page_with_a_wrong_address_or_method_may_read_what_is_wrong()
    {
        await using var app = await HttpApp.StartAsync();

        var asked = await AskAsync(app, "nobody", "https://elsewhere.example");
        var posted = await PostAsync(app, "https://elsewhere.example", form: "nobody");
        using var get = new HttpRequestMessage(HttpMethod.Get, new Uri("/f/contact", UriKind.Relative)) { Headers = { { "Origin", HttpApp.Site } } };
        var got = await app.Client.SendAsync(get, Ct);

        Assert.Equal("https://elsewhere.example", AllowedOrigin(asked));
        Assert.Equal((HttpStatusCode.NotFound, "https://elsewhere.example"), (posted.StatusCode, AllowedOrigin(posted)));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpApp.Site), (got.StatusCode, AllowedOrigin(got)));
    }

    [Fact]
    public async Task While_the_store_cannot_be_reached_a_page_may_still_be_told()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Forms.Door.Shut();
        app.Store.Intake.Door.Shut();

        var asked = await AskAsync(app, "contact", HttpApp.Site);
        var posted = await PostAsync(app, HttpApp.Site);

        Assert.Equal((HttpStatusCode.NoContent, HttpApp.Site), (asked.StatusCode, AllowedOrigin(asked)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpApp.Site), (posted.StatusCode, AllowedOrigin(posted)));
    }

    [Fact]
    public async Task Options_without_an_origin_tells_the_methods()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await AskAsync(app, "contact", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["POST", "OPTIONS"], answer.Content.Headers.Allow);
        Assert.Null(AllowedOrigin(answer));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpApp app, string form, string? origin)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Options, new Uri($"/f/{form}", UriKind.Relative));
        if (origin is not null)
            ask.Headers.TryAddWithoutValidation("Origin", origin);
        ask.Headers.Add("Access-Control-Request-Method", "POST");
        ask.Headers.Add("Access-Control-Request-Headers", "content-type,formspree-client");
        return await app.Client.SendAsync(ask, Ct);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpApp app, string origin, string body = Good, string form = "contact")
    {
        using var post = Post.Of("application/json", Encoding.UTF8.GetBytes(body), form);
        post.Headers.Remove("Origin");
        post.Headers.TryAddWithoutValidation("Origin", origin);
        return await app.Client.SendAsync(post, Ct);
    }

    private static string? AllowedOrigin(HttpResponseMessage answer) => Header(answer, "Access-Control-Allow-Origin");

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
