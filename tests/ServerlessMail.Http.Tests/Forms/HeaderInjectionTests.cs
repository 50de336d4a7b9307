using System.Net;
using System.Text;
using CsCheck;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Whatever is posted: addresses come from the form's definition alone, and what reaches a header is one line.</summary>
public class HeaderInjectionTests
{
    private static readonly string[] Names =
    [
        "name", "email", "Email", "_replyto", "replyto", "reply-to", "_subject", "subject", "message", "_cc", "cc", "ccemail", "bcc", "_autoresponse", "_webhook",
        "webhook", "_captcha", "emailto", "emailfrom", "to", "from", "_to", "recipient", "redirect", "_next", "access_key", "form", "From", "To", "Subject",
    ];

    private static readonly string[] Values =
    [
        "Ada", "ada@example.org", "a@b.example, c@d.example", "Ada <ada@example.org>", "ada@example.org\r\nBcc: all@example.com", "\r\n.\r\n", "a\nb", "a\rb", "\0",
        "\u2028Bcc: x", "\u0085", "\u001b[31m", "=?utf-8?q?=0D=0ABcc:_x?=", "{{ email }}", "{% raw %}", "\"><script>", "🙂", "ada@exämple.org", "", " ",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("Message from {{ name }}: {{ message }}")]
    public async Task Whatever_is_posted_the_headers_stay_one_line_and_the_addresses_the_forms(string? subject)
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Subject = subject });
        var text = Gen.OneOf(Gen.Int[0, Values.Length - 1].Select(i => Values[i]), Gen.String, Gen.String[Gen.Char["ab@.\r\n\0\u0085\u2028:<>,\" "], 0, 30]);
        var fields = Gen.Select(Gen.Int[0, Names.Length - 1].Select(i => Names[i]), text).Array[1, 8];

        var accepted = 0;
        await Gen.Select(fields, Gen.Int[0, 2]).SampleAsync(async (posted, encoding) =>
        {
            // A good address more often than chance gives it, or nearly everything would be refused.
            var all = posted.Prepend(("name", "Ada")).Append(("email", "ada@example.org")).ToArray();
            var answer = await app.Client.SendAsync(Encoded(all, encoding), Ct);

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode}");
            Interlocked.Add(ref accepted, answer.StatusCode == HttpStatusCode.OK ? 1 : 0);
        }, iter: 500);

        Assert.InRange(accepted, 1, 499);
        foreach (var message in app.Store.Messages.All)
        {
            var draft = (await app.Store.Messages.FindAsync(message.Id, Ct))?.Draft;
            Assert.NotNull(draft);
            Assert.False(HeaderText.BreaksLine(draft.Subject));
            Assert.InRange(draft.Subject.Length, 1, HeaderText.MaxSubject);
            Assert.False(HeaderText.BreaksLine(draft.ReplyTo?.ToString() ?? ""));
            Assert.Equal(HttpApp.Contact.To, draft.To);
            Assert.Equal(HttpApp.Contact.From, draft.From);
        }

        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task What_other_services_obey_is_data_here()
    {
        await using var app = await HttpApp.StartAsync();
        (string, string)[] orders =
        [
            ("_cc", "a@evil.example"), ("emailto", "b@evil.example"), ("emailfrom", "c@evil.example"), ("to", "d@evil.example"),
            ("from", "e@evil.example"), ("_webhook", "https://evil.example"),
        ];

        await app.Client.SendAsync(Post.Plain([.. Post.Good, .. orders]), Ct);

        var draft = await app.DraftAsync();
        Assert.Equal(HttpApp.Contact.To, draft.To);
        Assert.Equal("ada@example.org", draft.ReplyTo?.ToString());
        Assert.Equal([.. Post.Good, .. orders], draft.Fields.Select(field => (field.Name, field.Value)));
    }

    private static HttpRequestMessage Encoded((string Name, string Value)[] fields, int encoding) => encoding switch
    {
        0 => Wanting(Post.Plain(fields)),
        1 => Post.Of("multipart/form-data; boundary=xyzzy", Multipart(fields)),
        _ => Post.Json($"{{{string.Join(',', fields.Select(field => $"{Quoted(field.Name)}:{Quoted(UrlEncodedBodyTests.Whole(field.Value))}"))}}}"),
    };

    private static HttpRequestMessage Wanting(HttpRequestMessage post)
    {
        post.Headers.Remove("Accept");
        post.Headers.Add("Accept", "application/json");
        return post;
    }

    private static byte[] Multipart((string Name, string Value)[] fields) => Encoding.UTF8.GetBytes(
        string.Concat(fields.Select(field => $"--xyzzy\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + "--xyzzy--\r\n");

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
