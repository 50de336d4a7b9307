using System.Collections.Immutable;
using System.Globalization;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>Reads what a form blocks.</summary>
internal static class BlockRules
{
    public static BlockList? Read(YamlNode? node, FaultList faults)
    {
        if (node is null || KeyedNode.Of(node, "'block'", ["words", "domains"], faults) is not { } keys)
            return null;
        return new BlockList
        {
            Words = Entries(keys, "words", IsWord, $"is no word: a blocked word has letters or digits, and at most {BlockList.LongestEntry} characters.", faults),
            Domains = Entries(keys, "domains", IsDomain, "is not a domain: write it alone, such as spam.example; what is below it is blocked as well.", faults),
        };
    }

    private static ImmutableArray<string> Entries(KeyedNode keys, string key, Func<string, bool> isOne, string otherwise, FaultList faults)
    {
        var texts = keys.Texts(key) ?? [];
        if (texts.Length > BlockList.Most)
            faults.Add(texts[BlockList.Most].At, $"'{key}' has {texts.Length} entries; {BlockList.Most} are the most.");
        var entries = new List<string>();
        foreach (var text in texts)
        {
            if (!isOne(text.Value))
                faults.Add(text.At, $"{FaultList.Quote(text.Value)} {otherwise}");
            else if (entries.Contains(text.Value, StringComparer.OrdinalIgnoreCase))
                faults.Add(text.At, $"{FaultList.Quote(text.Value)} stands in '{key}' twice.");
            else
                entries.Add(text.Value);
        }

        return [.. entries];
    }

    private static bool IsWord(string text) => text.Length <= BlockList.LongestEntry && text.Any(char.IsLetterOrDigit);

    private static bool IsDomain(string text) =>
        text.Length <= BlockList.LongestEntry && text.Contains('.', StringComparison.Ordinal) && text.Split('.').All(label => label.Length > 0 && label.All(IsOfLabel));

    private static bool IsOfLabel(char c) =>
        char.IsLetterOrDigit(c) || c is '-' or '_' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
