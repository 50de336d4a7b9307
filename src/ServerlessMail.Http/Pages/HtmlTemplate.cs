using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ServerlessMail.Http.Pages;

/// <summary>
/// What the compiler makes of <c>Html.Of($"…")</c>: literals are written as they are, holes are encoded for element text and for quoted
/// attributes alike. There is no overload for arbitrary objects: what a hole may hold is listed here.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlTemplate(int literalLength, int formattedCount)
{
    // Letters of every script stay legible; markup, quotes, controls and lone surrogates do not pass.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>Text, encoded.</summary>
    public void AppendFormatted(string? text)
    {
        if (text is not null)
            _markup.Append(Encoder.Encode(text));
    }

    /// <summary>Markup, as it is.</summary>
    public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

    /// <summary>Pieces of markup, one after the other.</summary>
    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
            _markup.Append(piece.ToString());
    }

    public void AppendFormatted(long number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>A link's target. What is neither relative nor http, https or mailto (<c>javascript:</c>) becomes <c>#</c>.</summary>
    public void AppendFormatted(Uri target) => AppendFormatted(!target.IsAbsoluteUri
        ? target.OriginalString
        : target.Scheme is "http" or "https" or "mailto" ? target.AbsoluteUri : "#");

    internal Html ToHtml() => new(_markup.ToString());
}
