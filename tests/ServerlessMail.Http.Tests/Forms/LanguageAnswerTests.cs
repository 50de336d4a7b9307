using System.Text.Json;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Answers in the visitor's language; what programs read of them is the same in each.</summary>
public class LanguageAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("de", null, "de", "Bitte prüfen Sie das Formular")]
    [InlineData("nl-NL,nl;q=0.9", null, "nl", "Controleer het formulier")]
    [InlineData("de", "nl", "nl", "Controleer het formulier")]
    [InlineData("fr", null, "en", "Please check the form")]
    public async Task The_error_page_speaks_it(string accept, string? wish, string tag, string title)
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain(wish is null ? [("name", "Ada")] : [("name", "Ada"), ("_language", wish)]);
        post.Headers.TryAddWithoutValidation("Accept-Language", accept);

        var answer = await app.Client.SendAsync(post, Ct);
        var page = await HtmlDocument.ReadAsync(answer);

        Assert.Equal(title, page.QuerySelector("h1")?.TextContent);
        Assert.Equal(tag, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal([tag], answer.Content.Headers.ContentLanguage);
        Assert.Subset(answer.Headers.Vary.ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { "Origin", "Accept", "Accept-Language" });
    }

    [Fact]
    public async Task Messages_of_JSON_speak_it_and_codes_stay()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Json("""{"email":"nonsense"}""");
        post.Headers.Add("Accept-Language", "de-DE");

        var answer = await app.Client.SendAsync(post, Ct);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));

        Assert.Equal(
            [("REQUIRED_FIELD_MISSING", "name", "ist erforderlich"), ("TYPE_EMAIL", "email", "muss eine E-Mail-Adresse sein")],
            told.RootElement.GetProperty("errors").EnumerateArray().Select(error =>
                (error.GetProperty("code").GetString(), error.GetProperty("field").GetString(), error.GetProperty("message").GetString())));
        Assert.Equal(["de"], answer.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task A_refusal_of_the_whole_form_speaks_it()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Json("{}");
        post.Headers.Remove("Origin");
        post.Headers.Add("Origin", "https://evil.example");
        post.Headers.Add("Accept-Language", "nl");

        var told = await (await app.Client.SendAsync(post, Ct)).Content.ReadAsStringAsync(Ct);

        Assert.Contains("https://evil.example mogen niet naar dit formulier versturen", told, StringComparison.Ordinal);
        Assert.Contains("BLOCKED", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_thank_you_page_speaks_what_the_form_named()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Plain([.. Post.Good, ("_language", "de-AT")]), Ct);
        var location = answer.Headers.Location ?? throw new InvalidOperationException("It leads nowhere.");
        var page = await HtmlDocument.ReadAsync(await app.Client.GetAsync(location, Ct));

        Assert.Equal("/thanks?_language=de", location.OriginalString);
        Assert.Equal(("Vielen Dank", "de"), (page.Title, page.DocumentElement.GetAttribute("lang")));
    }

    [Theory]
    [InlineData("/nowhere", "Nicht gefunden")]
    [InlineData("/f/contact", "Diese Adresse nimmt Formulare an")]
    [InlineData("/submit", "Diese Adresse nimmt Formulare an")]
    [InlineData("/thanks", "Vielen Dank")]
    public async Task So_does_every_other_page(string path, string title)
    {
        await using var app = await HttpApp.StartAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Accept-Language", "de" } } };

        Assert.Equal(title, (await HtmlDocument.ReadAsync(await app.Client.SendAsync(ask, Ct))).Title);
    }
}
