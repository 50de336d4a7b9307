using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServerlessMail.Cli.Forms;

/// <summary>Writes a text as one YAML scalar that every reader takes for the same text, also inside a flow collection.</summary>
/// <remarks>YAML 1.2.2 §7.3.1 (double-quoted) and §7.3.3 (plain).</remarks>
internal static class YamlText
{
    private static readonly SearchValues<char> PlainSymbols =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@/+-");

    /// <summary>Words that some readers take for something else than text.</summary>
    private static readonly SearchValues<string> OtherMeanings = SearchValues.Create(
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparison.OrdinalIgnoreCase);

    public static string Of(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) => text.Length > 0 && char.IsAsciiLetter(text[0])
        && !text.AsSpan().ContainsAnyExcept(PlainSymbols) && !OtherMeanings.Contains(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
                quoted.Append('\\').Append((char)rune.Value);
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                quoted.Append(rune.ToString());
            else
                quoted.Append(rune.Value <= 0xFFFF ? "\\u" : "\\U").Append(rune.Value.ToString(rune.Value <= 0xFFFF ? "X4" : "X8", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }
}
