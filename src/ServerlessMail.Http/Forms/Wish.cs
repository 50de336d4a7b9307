using System.Globalization;

namespace ServerlessMail.Http.Forms;

/// <summary>How much a type is wanted: its weight first, then how plainly it was named.</summary>
internal sealed record Wish(double Weight, int Rank)
{
    public static Wish Of(ReadOnlySpan<char> accept, string type, string subtype)
    {
        var best = new Wish(0, 0);
        foreach (var range in accept.Split(','))
        {
            var entry = accept[range];
            var rank = RankOf(Essence(entry), type, subtype);
            // The most specific range counts; of two alike, the one that wants it more.
            if (rank > best.Rank || (rank > 0 && rank == best.Rank && WeightOf(entry) > best.Weight))
                best = new Wish(WeightOf(entry), rank);
        }

        return best;
    }

    /// <summary>True when it weighs more, or as much and was named more plainly.</summary>
    public bool IsOver(Wish other) => Weight > other.Weight || (Weight > 0 && Weight.Equals(other.Weight) && Rank > other.Rank);

    /// <summary>A media type without its parameters.</summary>
    public static ReadOnlySpan<char> Essence(ReadOnlySpan<char> type) => (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();

    /// <summary>3 for the type itself, 2 for its family, 1 for anything, 0 for something else.</summary>
    private static int RankOf(ReadOnlySpan<char> range, string type, string subtype)
    {
        if (range.SequenceEqual("*/*"))
            return 1;
        if (range.IndexOf('/') is not (> 0 and var slash) || !range[..slash].Equals(type, StringComparison.OrdinalIgnoreCase))
            return 0;
        var rest = range[(slash + 1)..];
        return rest.Equals(subtype, StringComparison.OrdinalIgnoreCase) ? 3 : rest.SequenceEqual("*") ? 2 : 0;
    }

    /// <summary>The <c>q</c> of an entry, 0 to 1; 1 where there is none, or none that can be read.</summary>
    public static double WeightOf(ReadOnlySpan<char> entry)
    {
        foreach (var range in entry.Split(';'))
        {
            var parameter = entry[range].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                return double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
                    && weight is >= 0 and <= 1 ? weight : 1;
        }

        return 1;
    }
}
