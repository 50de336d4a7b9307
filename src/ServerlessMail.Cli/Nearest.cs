namespace ServerlessMail.Cli;

/// <summary>Finds what somebody who mistyped a word may have meant.</summary>
internal static class Nearest
{
    /// <summary>The known word with the fewest letters to change, if they are few; null if none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length > 100)
            return null;
        var best = known.Select(candidate => (Word: candidate, Distance: Distance(word, candidate))).OrderBy(candidate => candidate.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, best.Word.Length / 3) ? best.Word : null;
    }

    /// <summary>Insertions, deletions, changes and swaps of neighbours (optimal string alignment), upper case counting as lower.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
