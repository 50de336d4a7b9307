namespace ServerlessMail.Http.Pages;

/// <summary>The one layout of all pages: light and dark, from phone to desk, usable by keyboard and screen reader, without scripts of its own.</summary>
public static class PageLayout
{
    private static readonly PageAsset Style = new(PageStyle.Css);

    /// <summary>The whole document.</summary>
    public static Html Render(Page page) => Html.Of($"""
        <!doctype html>
        <html lang="{page.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{page.Title}</title>
        <link rel="icon" href="data:,">
        <style>{Style.Markup}</style>{Sheet(page.Style)}
        </head>
        <body>
        {Head(page)}<main id="main" class="{(page.Wide ? "wide" : "column")}">
        {page.Body}
        </main>{Module(page.Script)}
        </body>
        </html>

        """);

    /// <summary>The content security policy of a page: its own styles and scripts by hash, nothing else from anywhere.</summary>
    /// <remarks>CSP level 3. Frames of other sites cannot show the page, its forms post to this service and lead to where the page says.</remarks>
    public static string Policy(Page page)
    {
        var policy = $"default-src 'none'; style-src {Style.Source}{(page.Style is { } style ? " " + style.Source : "")}; img-src 'self' data:";
        if (page.Script is { } script)
            policy += $"; script-src {script.Source}{(page.LoadsScripts ? " 'self'; worker-src 'self'" : "")}; connect-src 'self'";
        if (page.Frames)
            policy += "; frame-src 'self'";
        return $"{policy}; form-action {string.Join(' ', ["'self'", .. page.FormTargets])}; base-uri 'none'; frame-ancestors 'none'";
    }

    private static Html Head(Page page) => page.Links.IsEmpty ? Html.Empty : Html.Of($"""
        <a class="skip" href="#main">Skip to content</a>
        <header><nav aria-label="Pages"><ul>{page.Links.Select(Item)}</ul></nav></header>

        """);

    private static Html Item(PageLink link) => link.Current
        ? Html.Of($"<li><a href=\"{link.Target}\" aria-current=\"page\">{link.Text}</a></li>")
        : Html.Of($"<li><a href=\"{link.Target}\">{link.Text}</a></li>");

    private static Html Sheet(PageAsset? style) => style is null ? Html.Empty : Html.Of($"\n<style>{style.Markup}</style>");

    private static Html Module(PageAsset? script) => script is null ? Html.Empty : Html.Of($"\n<script type=\"module\">{script.Markup}</script>");
}
