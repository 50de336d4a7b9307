using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ServerlessMail.Local.Inbox;
using ServerlessMail.Local.Tests.Ses;

namespace ServerlessMail.Local.Tests.Inbox;

public class InboxTests
{
    private const string Hostile = "<script>parent.alert(1)</script><img src=https://evil.example/x.png onerror=alert(1)><form action=https://evil.example><b>Hello</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_was_deleted_meanwhile_is_told_kindly_beside_the_list()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        var answer = await service.Client.GetAsync("/inbox/7", Ct);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("This mail is no longer here", page.QuerySelector("#pane .gone h2")?.TextContent);
        Assert.Single(page.QuerySelectorAll("#mails a[data-id]"));
    }

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
        Assert.Equal("New: Grüße 🙂", list.QuerySelector("#mails .subject")?.TextContent);
        Assert.Equal("(1) Inbox", list.Title);
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
        Assert.Equal("allow-popups allow-popups-to-escape-sandbox", frame?.GetAttribute("sandbox"));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Equal("<script>alert(1)</script>", page.QuerySelector("article h2")?.TextContent);

        var html = await service.Client.GetAsync(frame?.GetAttribute("src"), Ct);
        var policy = html.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal(
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
            policy);
        Assert.Equal("no-referrer", html.Headers.GetValues("Referrer-Policy").Single());
        Assert.NotNull(page.QuerySelector(".view .notice"));
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
    public async Task A_mail_is_new_until_somebody_opens_its_page()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        await JsonAsync(service, "/inbox/api/messages/1");
        Assert.NotNull((await PageAsync(service, "/inbox")).QuerySelector("#mails a.new"));
        await PageAsync(service, "/inbox/1");

        var list = await PageAsync(service, "/inbox");
        Assert.Null(list.QuerySelector("#mails a.new"));
        Assert.Equal("Inbox", list.Title);
        Assert.True((bool?)(await JsonAsync(service, "/inbox/api/messages/1"))["seen"]);
    }

    [Fact]
    public async Task Files_are_downloaded_and_never_shown_as_pages_of_ours()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.WithFiles());

        var page = await PageAsync(service, "/inbox/1");
        var names = page.QuerySelectorAll(".files .name").Select(name => name.TextContent).Order(StringComparer.Ordinal);
        var file = await service.Client.GetAsync(page.QuerySelector(".files a[download='Grüße.txt']")?.GetAttribute("href"), Ct);

        Assert.Equal(["Grüße.txt", "dot.gif"], names);
        Assert.Equal("Hello", await file.Content.ReadAsStringAsync(Ct));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Grüße.txt", file.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Pictures_that_a_mail_brings_along_are_shown_in_its_html()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.WithFiles());

        var html = await PageAsync(service, "/inbox/1/html");

        Assert.StartsWith("data:image/gif;base64,R0lGODlh", html.QuerySelector("img")?.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Null((await PageAsync(service, "/inbox/1")).QuerySelector(".view .notice"));
    }

    [Theory]
    [InlineData("<img src=https://a.example/x.png>", true)]
    [InlineData("<img src = '//a.example/x.png'>", true)]
    [InlineData("<p style=\"background: url( 'http://a.example/x.png')\">", true)]
    [InlineData("<link rel=stylesheet href=https://a.example/x.css>", true)]
    [InlineData("<img src=cid:dot><a href=https://a.example>here</a>", false)]
    [InlineData("<p>see src=x or https://a.example</p>", false)]
    public void What_would_be_fetched_from_elsewhere_is_noticed(string html, bool elsewhere) => Assert.Equal(elsewhere, MailHtml.LooksElsewhere(html));

    [Theory]
    [InlineData("grüße", 2)]
    [InlineData("Grüße", 2)]
    [InlineData("hello owner@EXAMPLE.com", 2)]
    [InlineData("hello nobody", 0)]
    [InlineData("01M86GR8JPVXRYZVX7ZHJA31BT", 2)]
    [InlineData("zoë+news", 0)]
    [InlineData("o+news@", 1)]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    [InlineData("\"'\\", 0)]
    [InlineData(" ", 2)]
    public async Task It_is_searched_by_words(string words, int found)
    {
        await using var service = await Mails.ServiceAsync();
        var other = Mails.Simple();
        other["Destination"]!["CcAddresses"] = new JsonArray("zo+news@example.org"); // it is in the sample
        await service.SendAsync(Mails.Simple());
        await service.SendAsync(other);

        var list = await PageAsync(service, $"/inbox?q={Uri.EscapeDataString(words)}");

        Assert.Equal(found, list.QuerySelectorAll("#mails a[data-id]").Length);
        Assert.Equal(found, (await JsonAsync(service, $"/inbox/api/messages?q={Uri.EscapeDataString(words)}"))["messages"]!.AsArray().Count); // always there
    }

    [Theory]
    [InlineData("/inbox/99")]
    [InlineData("/inbox/99/html")]
    [InlineData("/inbox/99/source")]
    [InlineData("/inbox/99/files/0")]
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
        Assert.Equal("""data: {"count":0,"newest":0,"unseen":0}""", await stream.ReadLineAsync(Ct));

        await service.SendAsync(Mails.Simple());

        await stream.ReadLineAsync(Ct);
        Assert.Equal("""data: {"count":1,"newest":1,"unseen":1}""", await stream.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task One_mail_is_deleted_and_the_others_stay()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());
        await service.SendAsync(Mails.Simple());

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(service, "/inbox/1/delete", "null")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(service, "/inbox/1/delete", service.Url)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync("/inbox/1", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/inbox/2", Ct)).StatusCode);
    }

    [Fact]
    public async Task Its_own_numbers_never_come_again()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());
        await service.Client.DeleteAsync("/inbox/api/messages", Ct);
        await service.SendAsync(Mails.Simple());

        Assert.Equal(2, (int?)(await JsonAsync(service, "/inbox/api/messages"))["messages"]![0]!["id"]); // the second mail
    }

    private static Task<HttpResponseMessage> ClearAsync(LocalService service, string origin) => PostAsync(service, "/inbox/clear", origin);

    private static async Task<HttpResponseMessage> PostAsync(LocalService service, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Origin", origin);
        return await service.Client.SendAsync(request, Ct);
    }

    private static async Task<IDocument> PageAsync(LocalService service, string path) =>
        await new HtmlParser().ParseDocumentAsync(await service.Client.GetStringAsync(path, Ct), Ct);

    private static async Task<JsonNode> JsonAsync(LocalService service, string path) =>
        JsonNode.Parse(await service.Client.GetStringAsync(path, Ct)) ?? throw new JsonException("The answer is null.");
}
