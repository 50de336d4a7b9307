using System.Globalization;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What one pass over a text counts; texts can be counted together. Every character is looked at a bounded number of times.</summary>
internal sealed class TextTraits
{
    private static readonly string[] LinkStarts = ["http://", "https://", "www."];
    private static readonly string[] BbCodes = ["[url=", "[url]", "[link=", "[link]"];
    private static readonly string[] ActiveTags = ["<script", "<iframe", "<object", "<embed"];

    /// <summary>Characters that are no white space.</summary>
    public int Visible { get; private set; }

    public int Capitals { get; private set; }

    public int SmallLetters { get; private set; }

    public int Links { get; private set; }

    /// <summary>Characters of links.</summary>
    public int InLinks { get; private set; }

    public int BbLinks { get; private set; }

    public int HtmlLinks { get; private set; }

    public int ActiveMarkup { get; private set; }

    /// <summary>Words that mix letters which look alike.</summary>
    public int MixedWords { get; private set; }

    /// <summary>Characters that nobody sees, in the middle of words.</summary>
    public int Hidden { get; private set; }

    /// <summary>The longest row of one and the same letter, digit or symbol; rulers (<c>----</c>) do not count.</summary>
    public int LongestRun { get; private set; }

    /// <summary>Letters by script.</summary>
    public int[] Letters { get; } = new int[Enum.GetValues<Script>().Length];

    /// <summary>The script of most letters.</summary>
    public Script Main => (Script)Array.IndexOf(Letters, Letters.Max());

    public static TextTraits Of(string text)
    {
        var traits = new TextTraits();
        traits.Count(text);
        return traits;
    }

    /// <summary>Counts another text's with this one's.</summary>
    public void Add(TextTraits other)
    {
        Visible += other.Visible;
        Capitals += other.Capitals;
        SmallLetters += other.SmallLetters;
        Links += other.Links;
        InLinks += other.InLinks;
        BbLinks += other.BbLinks;
        HtmlLinks += other.HtmlLinks;
        ActiveMarkup += other.ActiveMarkup;
        MixedWords += other.MixedWords;
        Hidden += other.Hidden;
        LongestRun = Math.Max(LongestRun, other.LongestRun);
    }

    private void Count(string text)
    {
        var word = default(Word);
        var run = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            run = at > 0 && c == text[at - 1] ? run + 1 : 1;
            if (run > LongestRun && !char.IsWhiteSpace(c) && !IsRuler(c))
                LongestRun = run;
            if (!char.IsWhiteSpace(c))
                Visible++;

            if (c is '[' or '<')
                CountMarkup(text.AsSpan(at));
            else if (word.Length == 0 && (c is 'h' or 'H' or 'w' or 'W') && StartsWithAny(text.AsSpan(at), LinkStarts))
                at += SkipLink(text.AsSpan(at)) - 1;
            else
                CountLetter(c, ref word);
        }

        End(ref word);
    }

    private void CountLetter(char c, ref Word word)
    {
        if (IsHidden(c))
        {
            Hidden += word.Length > 0 ? 1 : 0;
            return;
        }

        if (!char.IsLetter(c))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                End(ref word);
            return;
        }

        var script = Scripts.Of(c);
        Letters[(int)script]++;
        word.Length++;
        word.Latin |= script == Script.Latin;
        word.LooksLatin |= script is Script.Cyrillic or Script.Greek;
        if (char.IsUpper(c))
            Capitals++;
        else if (char.IsLower(c))
            SmallLetters++;
    }

    private void End(ref Word word)
    {
        // Shorter ones are signs of measure and the like.
        if (word is { Length: >= 4, Latin: true, LooksLatin: true })
            MixedWords++;
        word = default;
    }

    private void CountMarkup(ReadOnlySpan<char> rest)
    {
        if (StartsWithAny(rest, BbCodes))
            BbLinks++;
        else if (rest.Length > 2 && rest[1] is 'a' or 'A' && char.IsWhiteSpace(rest[2]))
            HtmlLinks++;
        else if (StartsWithAny(rest, ActiveTags))
            ActiveMarkup++;
    }

    private int SkipLink(ReadOnlySpan<char> rest)
    {
        var end = 1;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end]) && rest[end] is not ('<' or '>' or '[' or ']' or '"'))
            end++;
        Links++;
        InLinks += end;
        Visible += end - 1;
        return end;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsRuler(char c) => c is '-' or '=' or '_' or '*' or '.' or '#' or '~' or '+' or '─' or '═';

    /// <summary>Zero-width space and word joiner, and the overrides of direction. Joiners that scripts and emoji need are not among them.</summary>
    private static bool IsHidden(char c) => c is '\u200B' or '\u2060' or '\u202D' or '\u202E' or '\uFEFF';

    private struct Word
    {
        public int Length;
        public bool Latin;
        public bool LooksLatin;
    }
}
