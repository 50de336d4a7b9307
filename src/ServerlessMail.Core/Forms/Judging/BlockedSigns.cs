using System.Globalization;
using System.Runtime.InteropServices;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What the form's owner does not want to read. Either alone is enough to hold a submission; an operator can still let it go.</summary>
internal static class BlockedSigns
{
    /// <summary>The most parts that a domain is looked at by, from its end.</summary>
    private const int MostLabels = 8;

    private const int LongestHost = 253;

    public static Verdict Of(IntakeCase its)
    {
        if (its.Form.Block is not { } block || (block.Words.IsEmpty && block.Domains.IsEmpty))
            return Verdict.Pass;
        var texts = its.Submission.Fields
            .Where(field => field.Name is "_subject" or "_replyto" || !ReservedFields.IsReserved(field.Name))
            .Select(field => FoldedText.Of(field.Value))
            .ToList();
        Sign?[] signs =
        [
            FirstWord(block, texts) is { } word ? new Sign("blocked-word", Judgement.SpamFrom, $"The form's file blocks the word '{word}'.") : null,
            FirstDomain(block, texts) is { } domain ? new Sign("blocked-domain", Judgement.SpamFrom, $"The form's file blocks the domain '{domain}'.") : null,
        ];
        var found = signs.OfType<Sign>().ToArray();
        return found.Length == 0 ? Verdict.Pass : new Verdict.Suspects([.. found]);
    }

    private static string? FirstWord(BlockList block, List<string> texts)
    {
        // By its first word, since an entry may be several in a row.
        var entries = new Dictionary<string, List<(string Entry, string Folded)>>(StringComparer.Ordinal);
        foreach (var (entry, folded) in block.Words.Select(word => (word, FoldedText.Of(word))))
        {
            var first = NextWord(folded, 0);
            if (!first.Equals(default))
                (CollectionsMarshal.GetValueRefOrAddDefault(entries, folded[first], out _) ??= []).Add((entry, folded[first.Start..]));
        }

        var known = entries.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            for (var word = NextWord(text, 0); !word.Equals(default); word = NextWord(text, word.End.Value))
            {
                if (known.TryGetValue(text.AsSpan(word), out var beginning) && beginning.Find(entry => Begins(text, word, entry.Folded)) is { Entry: { } found })
                    return found;
            }
        }

        // Where no spaces part the words, one is found inside.
        return block.Words.Where(word => word.Any(c => char.IsLetter(c) && Scripts.RunsTogether(Scripts.Of(c)))).Select(word => (Entry: word, Folded: FoldedText.Of(word)))
            .FirstOrDefault(word => texts.Exists(text => text.Contains(word.Folded, StringComparison.Ordinal))).Entry;
    }

    /// <summary>True when the words of an entry stand there in a row, whatever stands between them.</summary>
    private static bool Begins(string text, Range at, string entry)
    {
        var wanted = NextWord(entry, 0);
        for (var word = at; !wanted.Equals(default); word = NextWord(text, word.End.Value))
        {
            if (word.Equals(default) || !text.AsSpan(word).SequenceEqual(entry.AsSpan(wanted)))
                return false;
            wanted = NextWord(entry, wanted.End.Value);
        }

        return true;
    }

    private static string? FirstDomain(BlockList block, List<string> texts)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var domain in block.Domains)
        {
            entries.TryAdd(FoldedText.Of(domain), domain);
            entries.TryAdd(InAscii(domain), domain);
        }

        foreach (var text in texts)
        {
            for (var at = 0; at < text.Length;)
            {
                var end = at;
                while (end < text.Length && IsOfHost(text[end]))
                    end++;
                if (Blocked(entries, text.AsSpan(at, end - at).Trim('.')) is { } found)
                    return found;
                at = end + 1;
            }
        }

        return null;
    }

    /// <summary>Looks a host up with all that it is part of, from the end on.</summary>
    private static string? Blocked(Dictionary<string, string> entries, ReadOnlySpan<char> host)
    {
        if (host.Length > LongestHost)
            host = host[^LongestHost..];
        var known = entries.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = host.Length;
        for (var labels = 1; labels <= MostLabels && start > 0; labels++)
        {
            start = host[..(start - 1)].LastIndexOf('.') + 1;
            if (labels > 1 && known.TryGetValue(host[start..], out var entry))
                return entry;
        }

        return null;
    }

    /// <summary>As it would be written in a link by a program: <c>xn--mnchen-3ya.de</c>.</summary>
    private static string InAscii(string domain)
    {
        try
        {
            return new IdnMapping().GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    private static bool IsOfHost(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_';

    /// <summary>The next row of letters and digits; default where there is none.</summary>
    private static Range NextWord(string text, int from)
    {
        while (from < text.Length && !char.IsLetterOrDigit(text[from]))
            from++;
        var end = from;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return end > from ? from..end : default;
    }
}
