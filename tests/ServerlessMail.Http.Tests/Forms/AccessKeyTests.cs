using System.Net;
using System.Text;
using System.Text.Json;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Web3Forms' contract: everything is posted to one address, and the body says which form it is for.</summary>
public class AccessKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json", """{"access_key":"contact","name":"Ada","email":"ada@example.org","message":"Hello","botcheck":false}""")]
    [InlineData("application/x-www-form-urlencoded", "access_key=contact&name=Ada&email=ada%40example.org&message=Hello&botcheck=")]
    [InlineData("multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"access_key\"\r\n\r\n contact \r\n--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n"
        + "--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nada@example.org\r\n--x\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nHello\r\n--x--\r\n")]
    public async Task The_access_key_names_the_form(string type, string body)
    {
        await using var app = await HttpApp.StartAsync();

        var (status, told) = await PostAsync(app, type, body);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(told.GetProperty("success").GetBoolean());
        Assert.Equal("Your message has been received.", told.GetProperty("message").GetString());
        Assert.Equal([("name", "Ada"), ("email", "ada@example.org"), ("message", "Hello")], (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
    }

    [Theory]
    [InlineData("""{"name":"Ada"}""", "The access_key is missing: it names the form. Add it as a hidden field.")]
    [InlineData("""{"access_key":" ","name":"Ada"}""", "The access_key is missing: it names the form. Add it as a hidden field.")]
    [InlineData("", "The access_key is missing: it names the form. Add it as a hidden field.")]
    [InlineData("""{"access_key":"nobody","name":"Ada"}""", "The access_key names no form. Use the form’s name as its access_key.")]
    [InlineData("""{"access_key":"No Form!","name":"Ada"}""", "The access_key names no form. Use the form’s name as its access_key.")]
    public async Task Without_a_known_one_the_client_is_told_so(string body, string message)
    {
        await using var app = await HttpApp.StartAsync();

        var (status, told) = await PostAsync(app, "application/json", body);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.False(told.GetProperty("success").GetBoolean());
        Assert.Equal(message, told.GetProperty("message").GetString());
        Assert.Equal("FORM_NOT_FOUND", told.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(Reading.Failure, FormspreeReading.Of(told.GetRawText()));
        Assert.Equal(["-: unknown-form 1"], (await app.RefusedAsync()).Select(refused => "-" + refused[refused.IndexOf(':', StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_told_for_what_it_is()
    {
        await using var app = await HttpApp.StartAsync();

        var (status, told) = await PostAsync(app, "application/json", "{");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.StartsWith("The body is not valid JSON", told.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_told_with_their_fields()
    {
        await using var app = await HttpApp.StartAsync();

        var (status, told) = await PostAsync(app, "application/json", """{"access_key":"contact","name":"Ada","email":"nonsense"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("email should be an email", told.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("https://www.example.com")]
    [InlineData("https://evil.example")]
    public async Task Every_page_may_ask_to_post_since_nobody_knows_for_which_form(string origin)
    {
        await using var app = await HttpApp.StartAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Options, new Uri("/submit", UriKind.Relative)) { Headers = { { "Origin", origin } } };
        ask.Headers.Add("Access-Control-Request-Method", "POST");

        var answer = await app.Client.SendAsync(ask, Ct);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal([origin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains("Origin", answer.Headers.Vary);
    }

    [Fact]
    public async Task The_post_itself_is_judged_by_the_forms_origins()
    {
        await using var app = await HttpApp.StartAsync();
        const string Body = """{"access_key":"contact","name":"Ada","email":"ada@example.org"}""";

        var own = await app.Client.SendAsync(Request("application/json", Body), Ct);
        var foreign = await app.Client.SendAsync(Request("application/json", Body, "https://evil.example"), Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (own.StatusCode, foreign.StatusCode));
        Assert.Equal([HttpApp.Site], own.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Single(app.Store.Messages.All);
    }

    [Fact]
    public async Task A_browsers_plain_form_is_led_to_its_page()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain([.. Post.Good, ("access_key", "contact"), ("redirect", "https://www.example.com/danke")]);
        post.RequestUri = new Uri("/submit", UriKind.Relative);

        var answer = await app.Client.SendAsync(post, Ct);

        Assert.Equal((HttpStatusCode.SeeOther, "https://www.example.com/danke"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Its_error_page_is_posted_to_the_same_address_again()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain(("access_key", "contact"), ("name", "Ada"), ("email", "nonsense"));
        post.RequestUri = new Uri("/submit", UriKind.Relative);

        var page = await HtmlDocument.ReadAsync(await app.Client.SendAsync(post, Ct));

        Assert.Equal("./submit", page.QuerySelector("form")?.GetAttribute("action"));
        Assert.Equal("contact", page.QuerySelector("input[type=hidden][name=access_key]")?.GetAttribute("value"));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Told)> PostAsync(HttpApp app, string type, string body)
    {
        var answer = await app.Client.SendAsync(Request(type, body), Ct);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static HttpRequestMessage Request(string type, string body, string? origin = null)
    {
        var post = Post.Of(type, Encoding.UTF8.GetBytes(body));
        post.RequestUri = new Uri("/submit", UriKind.Relative);
        post.Headers.Remove("Origin");
        post.Headers.Add("Origin", origin ?? HttpApp.Site);
        return post;
    }
}
