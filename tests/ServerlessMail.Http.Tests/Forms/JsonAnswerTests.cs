using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Formspree's contract, as its clients read it: the whole body of each kind of answer.</summary>
public class JsonAnswerTests
{
    private const string Good = """{"name":"Ada","email":"ada@example.org","message":"Hello"}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Success_has_a_next_page_and_no_errors()
    {
        await using var app = await HttpApp.StartAsync(settings: At("https://forms.example.com/"));

        await AnswersAsync(app, Post.Json(Good), HttpStatusCode.OK, "success.json");
    }

    [Fact]
    public async Task An_allowed_next_page_is_told()
    {
        await using var app = await HttpApp.StartAsync();

        await AnswersAsync(
            app, Post.Json("""{"name":"Ada","email":"ada@example.org","_next":"https://www.example.com/danke?a=ü#x"}"""), HttpStatusCode.OK, "success-next.json");
    }

    [Fact]
    public async Task All_faults_of_fields_are_told_at_once()
    {
        await using var app = await HttpApp.StartAsync();

        await AnswersAsync(
            app, Post.Json("""{"name":" ","budget":"a lot","message":"Hello","_subject":"two\nlines"}"""), HttpStatusCode.UnprocessableEntity, "invalid.json");
        Assert.Equal(["contact: invalid 1"], await app.RefusedAsync());
    }

    [Theory]
    [InlineData("nonsense", "malformed-address.json")]
    [InlineData("ada@example.org\r\nBcc: all@example.com", "malformed-address.json")]
    public async Task A_malformed_address_is_told(string address, string golden)
    {
        await using var app = await HttpApp.StartAsync();
        var body = JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = "Ada", ["email"] = address });

        await AnswersAsync(app, Post.Json(body), HttpStatusCode.UnprocessableEntity, golden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"name":"","message":" ","_subject":"Hello","_next":"https://www.example.com/"}""")]
    public async Task Nothing_filled_in_is_empty(string body)
    {
        await using var app = await HttpApp.StartAsync();

        await AnswersAsync(app, Post.Json(body), HttpStatusCode.UnprocessableEntity, "empty.json");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("Contact")]
    [InlineData("%2e%2e%2fcontact")]
    [InlineData("contact%20")]
    public async Task A_form_that_does_not_exist_is_not_found(string form)
    {
        await using var app = await HttpApp.StartAsync();

        await AnswersAsync(app, Post.Of("application/json", Encoding.UTF8.GetBytes(Good), form), HttpStatusCode.NotFound, "unknown-form.json");
        Assert.Equal(["-: unknown-form 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task A_foreign_page_is_blocked()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Json(Good);
        post.Headers.Remove("Origin");
        post.Headers.Add("Origin", "https://evil.example");

        await AnswersAsync(app, post, HttpStatusCode.Forbidden, "foreign-origin.json");
        Assert.Equal(["contact: foreign-origin 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task A_file_is_refused()
    {
        await using var app = await HttpApp.StartAsync();
        using var content = new MultipartFormDataContent { { new StringContent("Ada"), "name" }, { new ByteArrayContent([1, 2, 3]), "photo", "me.png" } };
        var post = Post.To("contact", content);
        post.Headers.Add("Accept", "application/json");

        await AnswersAsync(app, post, HttpStatusCode.UnprocessableEntity, "no-file-uploads.json");
    }

    [Fact]
    public async Task A_type_that_is_not_read_is_told()
    {
        await using var app = await HttpApp.StartAsync();

        await AnswersAsync(app, Post.Of("text/plain", "name=Ada"u8.ToArray()), HttpStatusCode.UnsupportedMediaType, "unsupported-type.json");
        Assert.Equal(["contact: unsupported-type 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task What_is_too_large_is_told()
    {
        await using var app = await HttpApp.StartAsync();

        await AnswersAsync(app, Post.Of("application/json", new byte[(256 * 1024) + 1]), HttpStatusCode.RequestEntityTooLarge, "too-large.json");
        Assert.Equal(["contact: too-large 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task Beyond_the_limit_it_says_when_to_come_back()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Limits = new FormLimits(new Allowance(1, AllowancePeriod.Minute), null) });
        await app.Client.SendAsync(Post.Json(Good), Ct);

        var answer = await AnswersAsync(app, Post.Json(Good), HttpStatusCode.TooManyRequests, "rate-limited.json");
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        Assert.Single(app.Store.Messages.All);
    }

    [Fact]
    public async Task While_it_is_closed_it_says_so()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { WhenPaused = WhenPaused.Refuse });
        await app.Store.Control.PauseAsync(SendScope.All, "test", "test", HttpApp.Start, Ct);

        var answer = await AnswersAsync(app, Post.Json(Good), HttpStatusCode.ServiceUnavailable, "closed.json");
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_form_whose_sender_is_not_verified_is_not_active()
    {
        await using var app = await HttpApp.StartAsync();
        await app.Store.Senders.PutAsync(SampleMail.Sender(status: SenderStatus.Pending), Ct);

        var answer = await AnswersAsync(app, Post.Json(Good), HttpStatusCode.ServiceUnavailable, "inactive.json");
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_broken_control_item_is_out_of_order()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Control.Malform("'paused' is no truth value.");

        var answer = await AnswersAsync(app, Post.Json(Good), HttpStatusCode.ServiceUnavailable, "out-of-order.json");
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
    }

    private static HttpSettings At(string url) => new() { PublicUrl = new Uri(url) };

    private static async Task<HttpResponseMessage> AnswersAsync(HttpApp app, HttpRequestMessage post, HttpStatusCode status, string golden)
    {
        var answer = await app.Client.SendAsync(post, Ct);
        var body = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        foreach (var message in app.Store.Messages.All)
            body = body.Replace(message.Id.ToString(), "{id}", StringComparison.Ordinal);
        await GoldenFile.MatchesAsync(golden, body);
        return answer;
    }
}
