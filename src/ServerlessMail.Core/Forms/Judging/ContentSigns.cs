using System.Collections.Frozen;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What is odd about a text itself. The points are explained in docs/spam.md.</summary>
internal static class ContentSigns
{
    private const int FewLinks = 3;
    private const int SomeLinks = 5;
    private const int ManyLinks = 10;
    private const int LongRun = 24;
    private const int LoudFrom = 30;
    private const int EnoughLetters = 20;

    /// <summary>Fields in which nobody has a link to write, by the letters of their names.</summary>
    private static readonly FrozenSet<string> ShortFields =
        ["name", "firstname", "lastname", "fullname", "surname", "email", "mail", "replyto", "phone", "tel", "telephone", "city", "subject"];

    public static Verdict Of(IntakeCase its)
    {
        var all = new TextTraits();
        var linkInShort = false;
        (TextTraits Traits, int Length)? longest = null;
        var others = new TextTraits();
        foreach (var (name, value) in its.Written)
        {
            var own = TextTraits.Of(value);
            all.Add(own);
            linkInShort |= own.Links > 0 && ShortFields.Contains(Letters(name));
            var less = own;
            if (longest is not { } most || value.Length > most.Length)
            {
                less = longest?.Traits;
                longest = (own, value.Length);
            }

            for (var script = 0; less is not null && !value.Contains('@', StringComparison.Ordinal) && script < less.Letters.Length; script++)
                others.Letters[script] += less.Letters[script];
        }

        Sign?[] signs =
        [
            Links(all),
            all.Links > 1 && all.InLinks * 2 > all.Visible ? new Sign("mostly-links", 4, "More than half of the text is links.") : null,
            linkInShort ? new Sign("link-in-field", 5, "A link stands in a field for a name, an address, a number or a subject.") : null,
            all.BbLinks > 0 ? new Sign("bbcode-links", 6, "Links are written as [url], for forums; people do not write so.") : null,
            all.HtmlLinks > 0 ? new Sign("html-links", 4, "Links are written as HTML.") : null,
            all.ActiveMarkup > 0 ? new Sign("active-markup", 3, "The text has HTML that would run or load something.") : null,
            all.MixedWords > 0 ? new Sign("look-alikes", 4, "A word mixes Latin letters with Greek or Cyrillic ones that look like them.") : null,
            all.Hidden > 0 ? new Sign("hidden-characters", 2, "Characters that nobody sees stand inside words.") : null,
            all.LongestRun >= LongRun ? new Sign("repeated-character", 2, $"One character stands {LongRun} times in a row or more.") : null,
            all.Capitals >= LoudFrom && all.Capitals >= 4 * all.SmallLetters ? new Sign("all-capitals", 2, "Nearly all of it is in capitals.") : null,
            longest is { Traits: var text } && IsElsewhere(text, others) ? new Sign("other-script", 1, "The text is in another script than the other fields.") : null,
        ];
        var found = signs.OfType<Sign>().ToArray();
        return found.Length == 0 ? Verdict.Pass : new Verdict.Suspects([.. found]);
    }

    private static Sign? Links(TextTraits all) => all.Links switch
    {
        >= ManyLinks => new Sign("many-links", 8, $"The text has {ManyLinks} links or more."),
        >= SomeLinks => new Sign("many-links", 6, $"The text has {SomeLinks} links or more."),
        >= FewLinks => new Sign("many-links", 3, $"The text has {FewLinks} links or more."),
        _ => null,
    };

    /// <summary>A mild sign only: a Greek visitor with a Latin name is no spammer.</summary>
    private static bool IsElsewhere(TextTraits text, TextTraits others) =>
        text.Main is not (Script.Latin or Script.Other) && text.Letters[(int)text.Main] >= EnoughLetters && others.Letters.Sum() >= 4 && others.Main == Script.Latin;

    private static string Letters(string name)
    {
        var letters = string.Concat(name.Length > 30 ? "" : name.Where(char.IsAsciiLetter)).ToLowerInvariant();
        return letters.StartsWith("your", StringComparison.Ordinal) ? letters[4..] : letters;
    }
}
