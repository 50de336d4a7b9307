using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Http.Pages;

/// <summary>
/// A style sheet or script that is written into a page and allowed by its hash alone. Make each once, in a static field: never from what a
/// visitor sent.
/// </summary>
/// <remarks>CSP level 3 §6.7.3.3: the hash is taken over the text of the element in UTF-8.</remarks>
public sealed class PageAsset
{
    /// <summary>Takes the text, which must not hold <c>&lt;/</c>: it could end its element.</summary>
    public PageAsset(string text)
    {
        if (text.Contains("</", StringComparison.Ordinal))
            throw new ArgumentException("An inline style or script must not hold '</': it could end its element.", nameof(text));
        // A browser reads CR LF as LF before it takes the hash.
        var lines = text.ReplaceLineEndings("\n");
        Markup = new Html(lines);
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))}'";
    }

    /// <summary>The text between the tags.</summary>
    public Html Markup { get; }

    /// <summary>What the content security policy allows it by.</summary>
    public string Source { get; }
}
