using System.Collections.Immutable;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>Reads where a form may be posted from and where it may lead.</summary>
internal static class FormPages
{
    /// <summary>The most origins, and the most redirects, of one form.</summary>
    public const int Most = 50;

    /// <summary>Origins as browsers write them.</summary>
    public static ImmutableArray<string> Origins(ImmutableArray<YamlNode.Scalar> texts, FaultList faults) => Read(texts, "origins", faults, text =>
    {
        if (!FormOrigins.TryPage(text.Value, out var page))
            faults.Add(text.At, $"{FaultList.Quote(text.Value)} is not an origin: write one such as https://www.example.com, or self for this service's own pages.");
        else if (page.PathAndQuery != "/" || page.Fragment.Length > 0)
            faults.Add(text.At, $"an origin has no path: write {FormOrigins.OriginOf(page)}");
        else
            return FormOrigins.OriginOf(page);
        return null;
    });

    /// <summary>Pages that visitors may be led to.</summary>
    public static ImmutableArray<string> Redirects(ImmutableArray<YamlNode.Scalar> texts, FaultList faults) => Read(texts, "redirects", faults, text =>
    {
        if (!FormOrigins.TryPage(text.Value, out var page))
            faults.Add(text.At, $"{FaultList.Quote(text.Value)} is not a page: write one such as https://www.example.com/thanks, or self for this service's own pages.");
        else if (page.Query.Length > 0 || page.Fragment.Length > 0)
            faults.Add(text.At, "a redirect has neither ? nor #: with any of them the page is allowed anyway.");
        else
            return text.Value;
        return null;
    });

    private static ImmutableArray<string> Read(ImmutableArray<YamlNode.Scalar> texts, string key, FaultList faults, Func<YamlNode.Scalar, string?> read)
    {
        if (texts.Length > Most)
            faults.Add(texts[Most].At, $"'{key}' has {texts.Length} entries; {Most} are the most.");
        var pages = new List<string>();
        foreach (var text in texts)
        {
            if ((text.Value == Form.Self ? Form.Self : read(text)) is not { } page)
                continue;
            if (pages.Contains(page))
                faults.Add(text.At, $"{FaultList.Quote(text.Value)} stands in '{key}' twice.");
            else
                pages.Add(page);
        }

        return [.. pages];
    }
}
