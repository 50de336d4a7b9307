using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ServerlessMail.Local.Tests.Ses;

namespace ServerlessMail.Local.Tests.Inbox;

public class InboxTests
{
    private const string Hostile = "<script>parent.alert(1)</script><img src=https://evil.example/x.png onerror=alert(1)><form action=https://evil.example><b>Hello</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_inbox_says_what_to_do()
    {
        await using var service = await LocalService.StartAsync();

        var page = await PageAsync(service, "/inbox");

        Assert.Equal("/", page.QuerySelector("#mails a")?.GetAttribute("href"));
        Assert.Equal("{\"messages\":[]}", await service.Client.GetStringAsync("/inbox/api/messages", Ct));
    }

    [Fact]
    public async Task A_mail_is_listed_and_opened()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        var list = await PageAsync(service, "/inbox");
        Assert.Equal("Grüße 🙂", list.QuerySelector("#mails .subject")?.TextContent);
        var mail = await PageAsync(service, list.QuerySelector("#mails a")?.GetAttribute("href") ?? "");

        Assert.Equal("Grüße 🙂", mail.QuerySelector("article h2")?.TextContent);
        Assert.Contains("owner@example.com", mail.QuerySelector(".people")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("visitor@example.org", mail.QuerySelector(".people")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(mail.QuerySelector("#mails a[aria-current]"));
    }

    [Theory]
    [InlineData("text", "Hello, text")]
    [InlineData("headers", "forms@example.com")]
    [InlineData("source", "Content-Type: multipart/alternative")]
    public async Task Each_view_shows_its_part(string view, string expected)
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        var page = await PageAsync(service, $"/inbox/1?view={view}");

        Assert.Contains(expected, page.QuerySelector(".view")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_of_a_mail_is_shown_where_it_can_do_nothing()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail["Content"]!["Simple"]!["Body"]!["Html"]!["Data"] = Hostile;
        mail["Content"]!["Simple"]!["Subject"]!["Data"] = "<script>alert(1)</script>";
        await service.SendAsync(mail);

        var page = await PageAsync(service, "/inbox/1");
        var frame = page.QuerySelector("iframe");
        Assert.Equal("", frame?.GetAttribute("sandbox"));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Equal("<script>alert(1)</script>", page.QuerySelector("article h2")?.TextContent);

        var html = await service.Client.GetAsync(frame?.GetAttribute("src"), Ct);
        var policy = html.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox; default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_source_is_the_mail_itself()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        var answer = await service.Client.GetAsync("/inbox/1/source", Ct);

        Assert.Equal("message/rfc822", answer.Content.Headers.ContentType?.MediaType);
        using var message = await MimeKit.MimeMessage.LoadAsync(await answer.Content.ReadAsStreamAsync(Ct), Ct);
        Assert.Equal("Grüße 🙂", message.Subject);
        Assert.Equal("<p>Hello, <b>HTML</b></p>", message.HtmlBody);
    }

    [Fact]
    public async Task Programs_page_through_it()
    {
        await using var service = await Mails.ServiceAsync();
        for (var i = 0; i < 5; i++)
            await service.SendAsync(Mails.Simple());

        var first = await JsonAsync(service, "/inbox/api/messages?limit=2");
        var second = await JsonAsync(service, $"/inbox/api/messages?limit=2&before={first["next"]}");
        var third = await JsonAsync(service, $"/inbox/api/messages?limit=2&before={second["next"]}");

        Assert.Equal([5, 4, 3, 2, 1], new[] { first, second, third }.SelectMany(page => page["messages"]!.AsArray().Select(mail => (int)mail!["id"]!))); // all have them
        Assert.Null(third["next"]);
    }

    [Fact]
    public async Task A_whole_mail_is_json_too()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        var mail = await JsonAsync(service, "/inbox/api/messages/1");

        Assert.Equal("Hello, text", (string?)mail["text"]);
        Assert.Equal("<p>Hello, <b>HTML</b></p>", (string?)mail["html"]);
        Assert.Contains("Subject", mail["headers"]!.AsArray().Select(header => (string?)header!["name"])); // all have them
        Assert.Equal("owner@example.com", (string?)mail["summary"]!["to"]![0]);
    }

    [Theory]
    [InlineData("/inbox/99")]
    [InlineData("/inbox/99/html")]
    [InlineData("/inbox/99/source")]
    [InlineData("/inbox/api/messages/99")]
    [InlineData("/inbox/x")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task It_is_cleared_from_its_own_page_and_from_no_other()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        Assert.Equal(HttpStatusCode.Forbidden, (await ClearAsync(service, "https://evil.example")).StatusCode);
        Assert.Single((await JsonAsync(service, "/inbox/api/messages"))["messages"]!.AsArray()); // always there
        Assert.Equal(HttpStatusCode.Found, (await ClearAsync(service, service.Url)).StatusCode);
        Assert.Empty((await JsonAsync(service, "/inbox/api/messages"))["messages"]!.AsArray()); // always there
    }

    [Fact]
    public async Task A_new_mail_is_told_to_who_watches()
    {
        await using var service = await Mails.ServiceAsync();
        using var stream = new StreamReader(await service.Client.GetStreamAsync("/inbox/api/events", Ct));
        Assert.Equal("data: 0 0", await stream.ReadLineAsync(Ct));

        await service.SendAsync(Mails.Simple());

        await stream.ReadLineAsync(Ct);
        Assert.Equal("data: 1 1", await stream.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task The_start_page_is_a_plain_form_that_posts_to_the_demo()
    {
        await using var service = await LocalService.StartAsync();

        var page = await PageAsync(service, "/");

        var form = page.QuerySelector("form");
        Assert.Equal(("post", "/f/demo"), (form?.GetAttribute("method"), form?.GetAttribute("action")));
        Assert.Equal(["name", "email", "message"], page.QuerySelectorAll("input, textarea").Select(field => field.GetAttribute("name")));
        Assert.All(page.QuerySelectorAll("input, textarea"), field => Assert.NotNull(page.QuerySelector($"label[for={field.Id}]")));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Contains($"{service.Url}/f/demo", page.Body?.TextContent, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> ClearAsync(LocalService service, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox/clear");
        request.Headers.Add("Origin", origin);
        return await service.Client.SendAsync(request, Ct);
    }

    private static async Task<IDocument> PageAsync(LocalService service, string path) =>
        await new HtmlParser().ParseDocumentAsync(await service.Client.GetStringAsync(path, Ct), Ct);

    private static async Task<JsonNode> JsonAsync(LocalService service, string path) =>
        JsonNode.Parse(await service.Client.GetStringAsync(path, Ct)) ?? throw new JsonException("The answer is null.");
}
