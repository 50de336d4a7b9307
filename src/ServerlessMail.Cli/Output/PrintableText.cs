using System.Globalization;
using System.Text;

namespace ServerlessMail.Cli.Output;

/// <summary>
/// Makes stored text harmless for a terminal: what could move the cursor, change colours, ring, or turn the reading direction is shown
/// as its number (<c>\u001B</c>) instead of being obeyed.
/// </summary>
/// <remarks>ECMA-48 control functions (C0, DEL, C1), Unicode bidirectional controls (UAX 9), separators, and what has no meaning at all.</remarks>
internal static class PrintableText
{
    /// <summary>The text with every such character replaced; line breaks too, unless <paramref name="keepLines"/>.</summary>
    public static string Of(string text, bool keepLines = false)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (keepLines && text[i] == '\n')
                safe.Append('\n');
            else if (!Rune.TryGetRuneAt(text, i, out var rune))
                Escape(safe, text[i]);
            else if (IsHarmless(rune))
                safe.Append(rune.ToString());
            else
                Escape(safe, rune.Value);
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        }

        return safe.ToString();
    }

    // The joiners of Persian, Indic scripts and emoji are letters to their readers, although they are format characters.
    private static bool IsHarmless(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static void Escape(StringBuilder safe, int value) =>
        safe.Append(value <= 0xFFFF ? "\\u" : "\\U").Append(value.ToString(value <= 0xFFFF ? "X4" : "X8", CultureInfo.InvariantCulture));
}
