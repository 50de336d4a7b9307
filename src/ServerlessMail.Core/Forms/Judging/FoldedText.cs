using System.Globalization;
using System.Text;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>A text as it is compared: without case, marks, width, ornament and what nobody sees.</summary>
internal static class FoldedText
{
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                folded.Append(Plain(new Rune(text[at], text[at + 1])));
                at++;
            }
            else if (text[at] < '\u0080' || CharUnicodeInfo.GetUnicodeCategory(text[at]) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                folded.Append(FoldedLetters.Of(text[at]));
            }
        }

        return folded.ToString();
    }

    /// <summary>Mathematical letters (U+1D400 to U+1D6A3: thirteen alphabets, bold, script and so on) are what they look like.</summary>
    private static string Plain(Rune rune) => rune.Value is >= 0x1D400 and <= 0x1D6A3
        ? ((char)('a' + ((rune.Value - 0x1D400) % 26))).ToString()
        : rune.ToString();
}
