using System.Net;
using System.Text;
using System.Text.Json;

namespace ServerlessMail.Http.Tests;

/// <summary>What may come instead of a submission. Each is told plainly, leaves a refusal and no message, and the service goes on.</summary>
public class BadInputTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Multipart = "multipart/form-data; boundary=b";

    public static TheoryData<string, string?, byte[], int, string, string> Cases => new()
    {
        // what, type, body, status, code, refusal
        { "an empty body", Form, [], 422, "EMPTY", "invalid" },
        { "blank fields", Form, Utf8("name=+&email=%20"), 422, "EMPTY", "invalid" },
        { "a missing address", Form, Utf8("name=Ada"), 422, "REQUIRED_FIELD_MISSING", "invalid" },
        { "a malformed address", Form, Utf8("name=Ada&email=ada"), 422, "TYPE_EMAIL", "invalid" },
        { "two addresses", Form, Utf8("name=Ada&email=a@example.org,b@example.org"), 422, "TYPE_EMAIL", "invalid" },
        { "a number that is none", Form, Utf8("name=Ada&email=a@example.org&budget=lots"), 422, "TYPE_NUMERIC", "invalid" },
        { "a name that is too long", Form, Utf8($"email=a@example.org&name={new string('x', 201)}"), 422, "TYPE_TEXT", "invalid" },
        { "a line break in the address", Form, Utf8("name=Ada&email=a@example.org%0D%0ABcc:victim@example.net"), 422, "TYPE_EMAIL", "invalid" },
        { "a NUL in the address", Form, Utf8("name=Ada&email=a%00@example.org"), 422, "TYPE_EMAIL", "invalid" },
        { "a line break in Reply-To", Form, Utf8("name=Ada&email=a@example.org&_replyto=b@example.org%0D%0ABcc:v@example.net"), 422, "TYPE_EMAIL", "invalid" },
        { "a line break in a field's name", Form, Utf8("name=Ada&email=a@example.org&x%0D%0Ay=1"), 422, "UNSPECIFIED", "invalid" },
        { "ten thousand fields", Form, Utf8(string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"f{i}=1"))), 422, "UNSPECIFIED", "invalid" },
        { "invalid UTF-8", Form, [.. Utf8("name="), 0xC3, 0x28], 422, "UNSPECIFIED", "malformed" },
        { "invalid UTF-8 in percent signs", Form, Utf8("name=%C3%28&email=a@example.org"), 422, "UNSPECIFIED", "malformed" },
        { "an overlong slash", Form, Utf8("name=%C0%AF&email=a@example.org"), 422, "UNSPECIFIED", "malformed" },
        { "broken JSON", Json, Utf8("{\"name\":\"Ada\","), 422, "UNSPECIFIED", "malformed" },
        { "JSON that is a list", Json, Utf8("[1,2]"), 422, "UNSPECIFIED", "malformed" },
        { "JSON and then more", Json, Utf8("{}{}"), 422, "UNSPECIFIED", "malformed" },
        { "deep JSON", Json, Utf8($"{{\"a\":{new string('[', 5000)}{new string(']', 5000)}}}"), 422, "UNSPECIFIED", "malformed" },
        { "JSON objects in objects", Json, Utf8(string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100)), 422, "UNSPECIFIED", "malformed" },
        { "half a surrogate pair", Json, Utf8("{\"name\":\"\\ud83d\"}"), 422, "UNSPECIFIED", "malformed" },
        { "invalid UTF-8 in JSON", Json, [.. Utf8("{\"name\":\""), 0xFF, .. Utf8("\"}")], 422, "UNSPECIFIED", "malformed" },
        { "multipart without a boundary", "multipart/form-data", Utf8("--b\r\n"), 422, "UNSPECIFIED", "malformed" },
        { "multipart that is cut off", Multipart, Utf8("--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAd"), 422, "UNSPECIFIED", "malformed" },
        { "a part without a name", Multipart, Utf8("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"), 422, "UNSPECIFIED", "malformed" },
        { "a file", Multipart, Utf8("--b\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n"), 422, "NO_FILE_UPLOADS", "invalid" },
        { "a foreign charset", $"{Form}; charset=iso-8859-1", Utf8("name=Ada&email=a@example.org"), 415, "UNSPECIFIED", "unsupported-type" },
        { "UTF-16", $"{Json}; charset=utf-16", Encoding.Unicode.GetBytes("{}"), 415, "UNSPECIFIED", "unsupported-type" },
        { "another type", "text/plain", Utf8("name=Ada"), 415, "UNSPECIFIED", "unsupported-type" },
        { "XML", "application/xml", Utf8("<a/>"), 415, "UNSPECIFIED", "unsupported-type" },
        { "no type at all", null, Utf8("name=Ada"), 415, "UNSPECIFIED", "unsupported-type" },
        { "a type that is none", "///", Utf8("name=Ada"), 415, "UNSPECIFIED", "unsupported-type" },
        { "more than 256 KB", Form, Utf8($"name={new string('x', (256 * 1024) + 1)}"), 413, "UNSPECIFIED", "too-large" },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_is_told_plainly_and_leaves_only_its_refusal(string what, string? type, byte[] body, int status, string code, string refusal)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Of(type, body), Ct);

        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode == status, $"{what}: {answer.StatusCode} {text}");
        await AssertFailureAsync(text, code);
        Assert.Equal([$"contact: {refusal} 1"], await app.RefusedAsync());
        Assert.Empty(app.Store.Messages.All);
        Assert.Empty(app.Log.Errors);
        Assert.Equal(HttpStatusCode.SeeOther, (await app.Client.SendAsync(Post.Plain(Post.Good), Ct)).StatusCode);
    }

    [Fact]
    public async Task All_faults_of_the_fields_are_told_at_once()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Json("""{"email":"nonsense","budget":"x","message":"m"}"""), Ct);

        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(
            ["REQUIRED_FIELD_MISSING name", "TYPE_EMAIL email", "TYPE_NUMERIC budget"],
            body.RootElement.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("code").GetString()} {error.GetProperty("field").GetString()}"));
    }

    [Theory]
    [InlineData("nobody", "unknown-form")]
    [InlineData("UPPER", "unknown-form")]
    [InlineData("..%2f..%2fetc", "unknown-form")]
    [InlineData("%00", "unknown-form")]
    [InlineData("averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongname", "unknown-form")]
    public async Task An_unknown_form_is_404_and_is_counted(string form, string refusal)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Of(Form, Utf8("name=Ada"), form), Ct);

        Assert.True((int)answer.StatusCode is 404 or 400, $"{answer.StatusCode}");
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            await AssertFailureAsync(await answer.Content.ReadAsStringAsync(Ct), "FORM_NOT_FOUND");
            Assert.Equal([$"-: {refusal} 1"], await app.RefusedAsync());
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_wrong_method_is_405_and_told_what_the_address_is_for(string method)
    {
        await using var app = await HttpApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/f/contact");
        request.Headers.Add("Accept", "application/json");

        var answer = await app.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["OPTIONS", "POST"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        await AssertFailureAsync(await answer.Content.ReadAsStringAsync(Ct), "UNSPECIFIED");
    }

    [Fact]
    public async Task More_than_256_KB_without_a_length_are_413_too()
    {
        await using var app = await HttpApp.StartAsync();
        using var request = Post.Of(Form, Utf8($"name={new string('x', 300 * 1024)}"));
        request.Headers.TransferEncodingChunked = true;

        var answer = await app.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(["contact: too-large 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task Exactly_256_KB_are_taken()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Fields = [] });
        const string start = "email=a@example.org";
        var fields = new StringBuilder(start);
        for (var i = 0; fields.Length + 20_000 < 256 * 1024; i++)
            fields.Append($"&f{i:00}=").Append('x', 19_000);
        fields.Append("&z=").Append('x', (256 * 1024) - fields.Length - 3);

        var answer = await app.Client.SendAsync(Post.Of(Form, Utf8(fields.ToString())), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        await using var app = await HttpApp.StartAsync(settings: new HttpSettings { BodyWithin = TimeSpan.FromSeconds(20) });
        using var socket = new System.Net.Sockets.TcpClient();
        var url = new Uri(app.Url);
        await socket.ConnectAsync(url.Host, url.Port, Ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(Utf8($"POST /f/contact HTTP/1.1\r\nHost: {url.Authority}\r\nAccept: application/json\r\nContent-Type: {Form}\r\nContent-Length: 500\r\n\r\nname=Ada"), Ct);
        await app.Time.UntilTimerAsync(TimeSpan.FromSeconds(20), Ct);

        app.Time.Advance(TimeSpan.FromSeconds(21));

        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer, Ct);
        Assert.StartsWith("HTTP/1.1 408", Encoding.UTF8.GetString(buffer, 0, read), StringComparison.Ordinal);
        Assert.Equal(["contact: too-slow 1"], await app.RefusedAsync());
    }

    [Fact]
    public async Task A_client_that_posts_too_often_is_told_when_to_come_back()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Limits = Core.Forms.FormLimits.Default });
        for (var i = 0; i < 10; i++)
            await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        var answer = await app.Client.SendAsync(Post.Json("""{"name":"Ada","email":"ada@example.org"}"""), Ct);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        await AssertFailureAsync(await answer.Content.ReadAsStringAsync(Ct), "UNSPECIFIED");
        Assert.Equal(10, app.Store.Messages.All.Count);
    }

    /// <summary>Formspree's client takes <c>errors</c> only if every one of them has a message.</summary>
    private static Task AssertFailureAsync(string text, string code)
    {
        using var body = JsonDocument.Parse(text);
        var root = body.RootElement;
        Assert.False(root.GetProperty("ok").GetBoolean());
        Assert.False(root.GetProperty("success").GetBoolean());
        Assert.NotEmpty(root.GetProperty("error").GetString() ?? "");
        Assert.NotEmpty(root.GetProperty("message").GetString() ?? "");
        var errors = root.GetProperty("errors").EnumerateArray().ToArray();
        Assert.All(errors, error => Assert.NotEmpty(error.GetProperty("message").GetString() ?? ""));
        Assert.Contains(code, errors.Select(error => error.GetProperty("code").GetString()));
        return Task.CompletedTask;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
