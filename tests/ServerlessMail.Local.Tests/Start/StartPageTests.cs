using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ServerlessMail.Local.Tests.Ses;

namespace ServerlessMail.Local.Tests.Start;

public class StartPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_start_page_is_a_plain_form_that_posts_to_the_demo()
    {
        await using var service = await LocalService.StartAsync();

        var page = await PageAsync(service, "/");

        var form = page.QuerySelector("form");
        Assert.Equal(("post", "/f/demo"), (form?.GetAttribute("method"), form?.GetAttribute("action")));
        Assert.Equal(["name", "email", "message"], form?.QuerySelectorAll("input, textarea").Select(field => field.GetAttribute("name")));
        Assert.All(page.QuerySelectorAll("input, textarea"), field => Assert.NotNull(page.QuerySelector($"label[for={field.Id}]")));
        Assert.All(page.QuerySelectorAll("button[data-copy]"), button => Assert.NotNull(page.GetElementById(button.GetAttribute("data-copy") ?? "")));
        Assert.Contains($"{service.Url}/f/demo", page.Body?.TextContent, StringComparison.Ordinal);
    }

    private static async Task<IDocument> PageAsync(LocalService service, string path) =>
        await new HtmlParser().ParseDocumentAsync(await service.Client.GetStringAsync(path, Ct), Ct);
}
