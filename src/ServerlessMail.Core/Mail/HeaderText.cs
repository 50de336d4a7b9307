using System.Text;

namespace ServerlessMail.Core.Mail;

/// <summary>What text must be before it may stand in a header: one line, no control characters, bounded.</summary>
/// <remarks>RFC 5322 §2.2 and §2.1.1. Encoding (RFC 2047) is the work of whoever writes the header.</remarks>
public static class HeaderText
{
    /// <summary>The longest subject, in characters; folded and encoded it stays far below what receivers accept.</summary>
    public const int MaxSubject = 255;

    /// <summary>True when the text has a control character (C0, DEL, C1), a line or paragraph separator, or half a surrogate pair.</summary>
    public static bool BreaksLine(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                return true;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(c))
                return true;
        }

        return false;
    }

    /// <summary>Folds white space to single blanks, drops what breaks a line and cuts to <see cref="MaxSubject"/> characters.</summary>
    public static string Subject(string text)
    {
        var folded = new StringBuilder(Math.Min(text.Length, MaxSubject));
        foreach (var rune in text.EnumerateRunes())
        {
            if (folded.Length + rune.Utf16SequenceLength > MaxSubject)
                break;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
            }
            else
            {
                folded.Append(rune.ToString());
            }
        }

        return folded.ToString().TrimEnd();
    }
}
