using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Http.Tests.Forms;

public partial class StampScriptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_a_small_script_that_any_page_may_load()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.GetAsync(Address("contact"), Ct);
        var script = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["cross-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.InRange(Encoding.UTF8.GetByteCount(script), 1, 1023);
    }

    [Fact]
    public async Task Its_stamp_is_ours_and_tells_how_long_the_visitor_took()
    {
        await using var app = await HttpApp.StartAsync();
        var stamp = await StampAsync(app);

        await app.Client.SendAsync(Post.Plain([.. EightPoints("at once"), ("_stamp", stamp)]), Ct);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        await app.Client.SendAsync(Post.Plain([.. EightPoints("slowly"), ("_stamp", stamp)]), Ct);

        Assert.Equal([MessageStatus.Accepted, MessageStatus.Held], app.Store.Messages.All.Select(message => message.Status).Order());
        Assert.Contains(app.Store.Messages.All, message => message.Trail[^1].Reason == "bbcode-links,too-fast,repeated-character");
    }

    [Theory]
    [InlineData("Formspree-Session-Data", """{"loadedAt":1795492830000,"webdriver":true}""")]
    public async Task Formsprees_session_is_read(string header, string session)
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain([.. EightPoints("at once")]);
        post.Headers.Add(header, Convert.ToBase64String(Encoding.UTF8.GetBytes(session)));

        await app.Client.SendAsync(post, Ct);

        Assert.Equal("bbcode-links,too-fast,webdriver,repeated-character", Assert.Single(app.Store.Messages.All).Trail[^1].Reason);
    }

    [Fact]
    public async Task The_stamp_is_no_part_of_the_mail()
    {
        await using var app = await HttpApp.StartAsync();
        await app.Client.SendAsync(Post.Plain([.. Post.Good, ("_stamp", "x")]), Ct);

        var draft = (await app.Store.Messages.FindAsync(Assert.Single(app.Store.Messages.All).Id, Ct))?.Draft;

        Assert.Equal(Post.Good.Select(field => field.Name), draft?.Fields.Select(field => field.Name));
    }

    [Theory]
    [InlineData("No-Such-Name!")]
    [InlineData("%27%3Balert(1)")]
    public async Task What_can_be_no_form_has_no_script(string form)
    {
        await using var app = await HttpApp.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync(Address(form), Ct)).StatusCode);
    }

    private static (string Name, string Value)[] EightPoints(string pace) =>
        [("name", "Ada"), ("email", "ada@example.org"), ("message", "Buy [url=http://x.example] heeeeeeeeeeeeeeeeeeeeeeeere"), ("pace", pace)];

    private static async Task<string> StampAsync(HttpApp app) =>
        Stamp().Match(await app.Client.GetStringAsync(Address("contact"), Ct)).Groups["stamp"].Value;

    private static Uri Address(string form) => new($"/f/{form}/stamp.js", UriKind.Relative);

    [GeneratedRegex("value: '(?<stamp>[^']+)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Stamp();
}
