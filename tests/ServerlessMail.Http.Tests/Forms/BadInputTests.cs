using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Each kind of bad input, in each encoding: a clear error in the contract's shape, nothing stored but the record of it, and the next visitor is served.</summary>
public class BadInputTests
{
    private const string Urlencoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=x";
    private const string JsonType = "application/json";

    private static readonly string[] Headers =
        ["Accept", "Content-Type", "Origin", "Referer", "X-Requested-With", "Content-Encoding", "Formspree-Client", "Access-Control-Request-Method", "X-Forwarded-Host"];

    private static readonly string[] Pieces =
    [
        "application/json", "text/html", "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "; charset=", "utf-8", "*/*", ",", ";q=", "0.5", "https://",
        "www.example.com", "xn--ü", "null", "XMLHttpRequest", "gzip", "identity", "\"", "/", ":443", "@",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?, string, int, string, string> Cases => new()
    {
        { "empty", null, "", 422, "EMPTY", "invalid" },
        { "empty", Urlencoded, "", 422, "EMPTY", "invalid" },
        { "empty", Multipart, "", 422, "EMPTY", "invalid" },
        { "empty", Urlencoded, "&&", 422, "EMPTY", "invalid" },
        { "empty", Multipart, "--x--\r\n", 422, "EMPTY", "invalid" },
        { "no address", Urlencoded, "name=Ada", 422, "REQUIRED_FIELD_MISSING", "invalid" },
        { "no address", JsonType, """{"name":"Ada","email":null}""", 422, "REQUIRED_FIELD_EMPTY", "invalid" },
        { "bad address", Urlencoded, "name=Ada&email=ada", 422, "TYPE_EMAIL", "invalid" },
        { "bad address", Multipart, Part("name", "Ada") + Part("email", "ada@@example.org") + "--x--", 422, "TYPE_EMAIL", "invalid" },
        { "two addresses", Urlencoded, "name=Ada&email=a@example.org,b@example.org", 422, "TYPE_EMAIL", "invalid" },
        { "an address too many", Urlencoded, "name=Ada&email=a@example.org&email=b", 422, "TYPE_EMAIL", "invalid" },
        { "line break in the address", Urlencoded, "name=Ada&email=a@example.org%0D%0ABcc:b@example.org", 422, "TYPE_EMAIL", "invalid" },
        { "line break in _replyto", JsonType, """{"name":"Ada","email":"a@example.org","_replyto":"a@example.org\r\nBcc: b@example.org"}""", 422, "TYPE_EMAIL", "invalid" },
        { "line break in the subject", Urlencoded, "name=Ada&email=a@example.org&_subject=a%0ABcc:b@example.org", 422, "TYPE_TEXT", "invalid" },
        { "line break in the subject", JsonType, """{"name":"Ada","email":"a@example.org","subject":"a\rBcc: b"}""", 422, "TYPE_TEXT", "invalid" },
        { "line break in a name", Urlencoded, "name%0D%0ABcc=Ada", 422, "UNSPECIFIED", "invalid" },
        { "NUL in the subject", Multipart, Part("name", "Ada") + Part("email", "a@example.org") + Part("_subject", "a\0b") + "--x--", 422, "TYPE_TEXT", "invalid" },
        { "NUL in a field", Urlencoded, "name=Ada&email=a@example.org&message=%00", 422, "TYPE_TEXT", "invalid" },
        { "broken JSON", JsonType, """{"name":"Ada""", 422, "UNSPECIFIED", "malformed" },
        { "JSON that is no object", JsonType, "[]", 422, "UNSPECIFIED", "malformed" },
        { "deep JSON", JsonType, $"{{\"a\":{new string('[', 100_000)}", 422, "UNSPECIFIED", "malformed" },
        { "broken multipart", Multipart, "--x\r\nno header", 422, "UNSPECIFIED", "malformed" },
        { "cut-off multipart", Multipart, Part("name", "Ada"), 422, "UNSPECIFIED", "malformed" },
        { "multipart without a boundary", "multipart/form-data", Part("name", "Ada"), 422, "UNSPECIFIED", "malformed" },
        { "no type", null, "name=Ada", 415, "UNSPECIFIED", "unsupported-type" },
        { "no type that is known", "text/plain", "name=Ada", 415, "UNSPECIFIED", "unsupported-type" },
        { "no type at all", ";;;", "name=Ada", 415, "UNSPECIFIED", "unsupported-type" },
        { "wrong charset", Urlencoded + "; charset=iso-8859-1", "name=Ada", 415, "UNSPECIFIED", "unsupported-type" },
        { "wrong charset", JsonType + "; charset=utf-16", "{}", 415, "UNSPECIFIED", "unsupported-type" },
        { "wrong charset", Multipart + "; charset=windows-1252", Part("name", "Ada"), 415, "UNSPECIFIED", "unsupported-type" },
        { "invalid UTF-8", Urlencoded, "name=%FF&email=a@example.org", 422, "UNSPECIFIED", "malformed" },
        { "invalid UTF-8", Urlencoded, "name=\u00FF&email=a@example.org", 422, "UNSPECIFIED", "malformed" },
        { "invalid UTF-8", JsonType, "{\"name\":\"\u00FF\"}", 422, "UNSPECIFIED", "malformed" },
        { "invalid UTF-8", Multipart, Part("name", "\u00FF") + "--x--", 422, "UNSPECIFIED", "malformed" },
        { "a file", Multipart, "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\na\r\n--x--", 422, "NO_FILE_UPLOADS", "invalid" },
        { "ten thousand fields", Urlencoded, string.Concat(Enumerable.Repeat("a=1&", 10_000)), 422, "UNSPECIFIED", "invalid" },
        { "ten thousand fields", JsonType, $"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"f{i}\":1"))}}}", 422, "UNSPECIFIED", "invalid" },
        { "thousands of parts", Multipart, string.Concat(Enumerable.Repeat(Part("a", "1"), 4000)) + "--x--", 422, "UNSPECIFIED", "invalid" },
        { "too large", Urlencoded, new string('a', 300_000), 413, "UNSPECIFIED", "too-large" },
        { "too large", null, new string('a', 300_000), 413, "UNSPECIFIED", "too-large" },
        { "a field too long", Urlencoded, $"name=Ada&email=a@example.org&message={new string('a', 20_001)}", 422, "TYPE_TEXT", "invalid" },
        { "a name too long", Urlencoded, $"{new string('a', 201)}=1", 422, "UNSPECIFIED", "invalid" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_told_recorded_and_forgotten(string what, string? type, string body, int status, string code, string reason)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Of(type, Encoding.Latin1.GetBytes(body)), Ct);

        Assert.Equal((what, status), (what, (int)answer.StatusCode));
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.False(told.RootElement.GetProperty("ok").GetBoolean());
        Assert.NotEqual("", told.RootElement.GetProperty("error").GetString());
        var errors = told.RootElement.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(code, errors[0].GetProperty("code").GetString());
        Assert.All(errors, error => Assert.NotEqual("", error.GetProperty("message").GetString()));
        Assert.Equal([$"contact: {reason} 1"], await app.RefusedAsync());
        Assert.Empty(app.Store.Messages.All);
        Assert.Empty(app.Log.Errors);

        Assert.Equal(HttpStatusCode.SeeOther, (await app.Client.SendAsync(Post.Plain(Post.Good), Ct)).StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate, gzip")]
    public async Task A_compressed_body_is_not_read(string encoding)
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Of(Urlencoded, "name=Ada&email=ada@example.org"u8.ToArray());
        post.Content?.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await app.Client.SendAsync(post, Ct)).StatusCode);
        Assert.Equal(["contact: unsupported-type 1"], await app.RefusedAsync());
    }

    [Theory]
    [InlineData("POST /f/contact HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n")]
    [InlineData("POST /f/contact HTTP/1.1\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /f/a%00b HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST /f/contact HTTP/9.9\r\nHost: a\r\n\r\n")]
    [InlineData("POST /f/contact HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n")]
    [InlineData("POST /f/contact HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n")]
    public async Task What_is_no_HTTP_ends_its_connection_and_nothing_else(string request)
    {
        await using var app = await HttpApp.StartAsync();
        using (var connection = await RawConnection.OpenAsync(app))
        {
            await connection.SendAsync(request);
            var answer = await connection.ReadAsync();
            Assert.Matches("^$|^HTTP/1.1 (4|505)", answer);
        }

        Assert.Empty(app.Store.Messages.All);
        Assert.Equal(HttpStatusCode.SeeOther, (await app.Client.SendAsync(Post.Plain(Post.Good), Ct)).StatusCode);
    }

    [Fact]
    public async Task No_header_and_no_body_breaks_an_answer()
    {
        await using var app = await HttpApp.StartAsync();
        var text = Gen.OneOf(
            Gen.String[Gen.Char["ab/*;,=q.01\"+:@[]%?#\\ \tü\u200d\u3002🙂"], 0, 30],
            Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 4].Select(string.Concat));
        var headers = Gen.Select(Gen.Int[0, Headers.Length - 1].Select(i => Headers[i]), text).Array[0, 5];

        var bodies = Gen.OneOf(BodyBytes.Noise, BodyBytes.Mutated("name=Ada&email=ada@example.org", "&", "%", "="));

        await Gen.Select(headers, bodies, Gen.Bool).SampleAsync(async (lines, body, ask) =>
        {
            using var content = new ByteArrayContent(body);
            using var post = Post.To("contact", content);
            post.Method = ask ? HttpMethod.Options : HttpMethod.Post;
            foreach (var (name, value) in lines)
            {
                if (!post.Headers.TryAddWithoutValidation(name, value))
                    content.Headers.TryAddWithoutValidation(name, value);
            }

            var answer = await app.Client.SendAsync(post, Ct);

            Assert.InRange((int)answer.StatusCode, 200, 499);
        }, iter: 1000);

        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task An_old_client_that_names_no_host_is_served()
    {
        await using var app = await HttpApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app);
        const string body = "name=Ada&email=ada@example.org";

        await connection.SendAsync($"POST /f/contact HTTP/1.0\r\nContent-Type: {Urlencoded}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.Contains("\r\nLocation: /thanks\r\n", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_header_of_the_request_chooses_where_the_visitor_is_led()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain(Post.Good);
        post.Headers.Host = "evil.example";
        post.Headers.Add("X-Forwarded-Host", "evil.example");
        post.Headers.Add("X-Forwarded-Prefix", "//evil.example");

        Assert.Equal("/thanks", (await app.Client.SendAsync(post, Ct)).Headers.Location?.OriginalString);
    }

    private static string Part(string name, string value) => $"--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
