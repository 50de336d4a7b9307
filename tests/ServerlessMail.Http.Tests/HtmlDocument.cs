using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Tests;

/// <summary>Reads pages.</summary>
internal static class HtmlDocument
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Reads a whole page strictly: what a browser would have to mend is a fault.</summary>
    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        await using var body = await answer.Content.ReadAsStreamAsync(Ct);
        return await new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocumentAsync(body, Ct);
    }

    /// <summary>Reads what stands in a page's body, as forgiving as a browser.</summary>
    public static IElement Body(Html body) => new HtmlParser().ParseDocument($"<!doctype html><title>x</title><body>{body}").QuerySelector("body")
        ?? throw new InvalidOperationException("Every document has a body.");
}
