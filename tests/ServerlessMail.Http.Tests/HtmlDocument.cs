using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ServerlessMail.Http.Tests;

/// <summary>Reads pages strictly: what a browser would have to mend is a fault.</summary>
internal static class HtmlDocument
{
    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
}
