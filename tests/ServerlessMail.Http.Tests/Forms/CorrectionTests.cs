using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>The error page is the form itself, as it was filled in: nothing that a visitor typed is lost, and what the site hid stays hidden.</summary>
public class CorrectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_field_stands_there_with_its_value_and_its_fault()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("name", "Ada <b>\"Lovelace\"</b>"), ("email", "nonsense"), ("first_name", "A")));

        var email = Field(page, "email");
        Assert.Equal(("nonsense", "email", "true", "email"), (email.GetAttribute("value"), email.GetAttribute("type"), email.GetAttribute("aria-invalid"), email.GetAttribute("autocomplete")));
        Assert.Equal("Should be an email.", page.GetElementById(email.GetAttribute("aria-describedby") ?? "")?.TextContent);
        Assert.Equal("Email", Label(page, email));
        Assert.Equal($"#{email.Id}", page.QuerySelector(".faults a")?.GetAttribute("href"));
        var name = Field(page, "name");
        Assert.Equal(("Ada <b>\"Lovelace\"</b>", false, true), (name.GetAttribute("value"), name.HasAttribute("aria-invalid"), name.HasAttribute("required")));
        Assert.Equal("First name", Label(page, Field(page, "first_name")));
    }

    [Fact]
    public async Task A_required_field_that_was_missing_is_there_to_be_filled_in()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("name", "Ada")));

        Assert.Equal(("", "true"), (Field(page, "email").GetAttribute("value"), Field(page, "email").GetAttribute("aria-invalid")));
    }

    [Theory]
    [InlineData("one\r\ntwo")]
    [InlineData("\r\n\r\nbegins with empty lines")]
    [InlineData("</textarea><script>alert(1)</script>\r\nü € 😀")]
    public async Task Text_of_many_lines_comes_back_as_it_was(string text)
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("name", "Ada"), ("notes", text)));
        var sent = await SubmitAsync(app, page, ("email", "ada@example.org"));

        Assert.IsAssignableFrom<IHtmlTextAreaElement>(Field(page, "notes"));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(text, (await app.DraftAsync()).Fields.Single(field => field.Name == "notes").Value);
    }

    [Fact]
    public async Task Ticked_boxes_stay_ticked()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("topic", "looms"), ("name", "Ada"), ("topic", "engines"), ("topic", "looms")));
        await SubmitAsync(app, page, ("email", "ada@example.org"));

        Assert.Equal("Topic", page.QuerySelector("fieldset legend")?.TextContent);
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("fieldset input"), box => Assert.Equal(("checkbox", true), (box.Type, box.IsDefaultChecked)));
        Assert.Equal(["looms", "engines", "looms"], (await app.DraftAsync()).Fields.Where(field => field.Name == "topic").Select(field => field.Value));
    }

    [Fact]
    public async Task A_repeated_field_with_a_fault_can_be_mended()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain([.. Post.Good, ("email", "nonsense")]));

        var both = page.QuerySelectorAll("[name=email]");
        Assert.Equal(["ada@example.org", "nonsense"], both.Select(input => input.GetAttribute("value")));
        Assert.Equal(["Email 1", "Email 2"], both.Select(input => Label(page, input)));
    }

    [Theory]
    [InlineData("_next", "https://www.example.com/danke")]
    [InlineData("_subject", "Hello")]
    [InlineData("_gotcha", "")]
    [InlineData("company", "")]
    [InlineData("_cc", "all@example.com")]
    [InlineData("form-name", "contact")]
    [InlineData("altcha", "proof")]
    [InlineData("_language", "nl")]
    public async Task What_the_site_hid_travels_along_unseen(string name, string value)
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("name", "Ada"), (name, value)));

        Assert.Equal(("hidden", value), (Field(page, name).GetAttribute("type"), Field(page, name).GetAttribute("value")));
    }

    [Theory]
    [InlineData("_subject", "two\nlines")]
    [InlineData("_replyto", "nonsense")]
    public async Task A_hidden_field_with_a_fault_can_be_mended(string name, string value)
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain([.. Post.Good, (name, value)]));

        Assert.NotEqual("hidden", Field(page, name).GetAttribute("type"));
        Assert.Equal("true", Field(page, name).GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_form_that_waits_for_its_limit_keeps_what_was_typed()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Limits = new FormLimits(new Allowance(1, AllowancePeriod.Minute), null) });
        await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        var page = await PageAsync(app, Post.Plain([.. Post.Good, ("notes", "Second thoughts")]), HttpStatusCode.TooManyRequests);

        Assert.Equal("Second thoughts", Field(page, "notes").GetAttribute("value"));
    }

    [Fact]
    public async Task Where_the_store_is_out_of_reach_the_browser_keeps_it()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Intake.Door.Shut();

        var page = await PageAsync(app, Post.Plain(Post.Good), HttpStatusCode.ServiceUnavailable);

        Assert.Null(page.QuerySelector("form"));
        Assert.Contains("Back button", page.Body?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_shows_nothing_of_what_it_posted()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain(("name", "Your account is locked"));
        post.Headers.Remove("Origin");
        post.Headers.Add("Origin", "https://evil.example");

        var page = await PageAsync(app, post, HttpStatusCode.Forbidden);

        Assert.Null(page.QuerySelector("form"));
        Assert.DoesNotContain("locked", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_form_that_everyone_can_use()
    {
        await using var app = await HttpApp.StartAsync();

        var page = await PageAsync(app, Post.Plain(("name", ""), ("email", "x"), ("t", "1"), ("t", "2"), ("message", "m"), ("<i>", "\u0001"), ("notes", "a\0b")));

        Assert.Distinct(page.QuerySelectorAll("[id]").Select(element => element.Id), StringComparer.Ordinal);
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), textarea"), control => Assert.NotEmpty(Label(page, control)));
        Assert.All(page.QuerySelectorAll("[aria-invalid]"), control => Assert.NotNull(page.GetElementById(control.GetAttribute("aria-describedby") ?? "")));
        Assert.All(page.QuerySelectorAll<IHtmlAnchorElement>(".faults a"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")?[1..] ?? "")));
        Assert.Equal(("post", "utf-8"), (page.QuerySelector("form")?.GetAttribute("method"), page.QuerySelector("form")?.GetAttribute("accept-charset")));
        Assert.Single(page.QuerySelectorAll("form button"));
    }

    [Fact]
    public async Task What_was_posted_as_multipart_is_posted_so_again()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain();
        post.Content = new MultipartFormDataContent { { new StringContent("Ada"), "name" } };

        var page = await PageAsync(app, post);

        Assert.Equal("multipart/form-data", page.QuerySelector("form")?.GetAttribute("enctype"));
    }

    [Fact]
    public async Task A_file_is_chosen_again_where_the_form_takes_files()
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Attachments = new FormAttachments(2, 1000, ["png"]) });
        var post = Post.Plain();
        post.Content = new MultipartFormDataContent { { new StringContent("Ada"), "name" }, { new ByteArrayContent([1, 2, 3]), "photo", "photo.exe" } };

        var page = await PageAsync(app, post, HttpStatusCode.UnsupportedMediaType);

        var photo = Field(page, "photo");
        Assert.Equal(("file", "true", "Photo"), (photo.GetAttribute("type"), photo.GetAttribute("aria-invalid"), Label(page, photo)));
        Assert.Equal("multipart/form-data", page.QuerySelector("form")?.GetAttribute("enctype"));
        Assert.Equal("Ada", Field(page, "name").GetAttribute("value"));
    }

    [Fact]
    public async Task Where_it_takes_none_the_rest_is_sent_without_it()
    {
        await using var app = await HttpApp.StartAsync();
        var post = Post.Plain();
        post.Content = new MultipartFormDataContent
        {
            { new StringContent("Ada"), "name" }, { new StringContent("ada@example.org"), "email" }, { new ByteArrayContent([1, 2, 3]), "photo", "photo.png" },
        };

        var page = await PageAsync(app, post);

        Assert.Empty(page.QuerySelectorAll("[name=photo]"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync(app, page)).StatusCode);
    }

    internal static IElement Field(IParentNode page, string name) => page.QuerySelectorAll("[name]").First(control => control.GetAttribute("name") == name);

    internal static async Task<IHtmlDocument> PageAsync(HttpApp app, HttpRequestMessage post, HttpStatusCode status = HttpStatusCode.UnprocessableEntity)
    {
        var answer = await app.Client.SendAsync(post, Ct);
        Assert.Equal(status, answer.StatusCode);
        return await HtmlDocument.ReadAsync(answer);
    }

    /// <summary>Fills in some fields of the page and posts it as a browser does.</summary>
    internal static async Task<HttpResponseMessage> SubmitAsync(HttpApp app, IHtmlDocument page, params (string Name, string Value)[] filled)
    {
        var post = Post.Plain([.. Fields(page).Select(field => filled.FirstOrDefault(fill => fill.Name == field.Name) is { Name: not null } fill ? fill : field)]);
        post.Headers.Remove("Origin");
        post.Headers.Remove("Referer");
        post.Headers.Add("Origin", app.Url);
        post.Headers.Add("Referer", $"{app.Url}/f/contact");
        return await app.Client.SendAsync(post, Ct);
    }

    internal static IEnumerable<(string Name, string Value)> Fields(IHtmlDocument page) => page.QuerySelectorAll("form [name]").Select(control => (
        control.GetAttribute("name") ?? "",
        (control is IHtmlTextAreaElement text ? text.DefaultValue : control.GetAttribute("value") ?? "")
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)));

    private static string Label(IDocument page, IElement control) =>
        (page.QuerySelectorAll("label").FirstOrDefault(label => label.GetAttribute("for") == control.Id && control.Id is not null) ?? control.Closest("label"))?.TextContent.Trim() ?? "";
}
