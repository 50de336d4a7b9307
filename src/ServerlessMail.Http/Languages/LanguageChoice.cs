using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Languages;

/// <summary>Chooses the language of an answer: what the form's <c>_language</c> names, else what the browser prefers, else English.</summary>
/// <remarks>RFC 9110 §12.5.4 (Accept-Language) with lookup (RFC 4647 §3.4): of ranges that weigh the same, the first counts.</remarks>
internal static class LanguageChoice
{
    /// <summary>The longest range that is looked at, in characters; longer ones are no language's.</summary>
    private const int LongestRange = 35;

    /// <summary>The language to answer in.</summary>
    /// <param name="wish">The form's <c>_language</c>: <c>de</c>, <c>de-AT</c> or <c>de_AT</c>; null where it has none.</param>
    /// <param name="accept">The <c>Accept-Language</c> header; may be empty.</param>
    public static Language Of(string? wish, string accept) => Wished(wish) ?? Accepted(accept) ?? KnownLanguages.English;

    /// <summary>The language that a form names, if it is there.</summary>
    public static Language? Wished(string? wish) =>
        wish is not null && wish.AsSpan().Trim() is { Length: > 0 and <= LongestRange } range ? KnownLanguages.Find(range) : null;

    private static Language? Accepted(ReadOnlySpan<char> accept)
    {
        Language? best = null;
        var most = 0.0;
        foreach (var part in accept.Split(','))
        {
            var entry = accept[part];
            var range = Wish.Essence(entry);
            if (range.Length > LongestRange || Wish.WeightOf(entry) is var weight && weight <= most)
                continue;
            // Whoever takes any language gets English.
            if ((range is "*" ? KnownLanguages.English : KnownLanguages.Find(range)) is { } language)
                (best, most) = (language, weight);
        }

        return best;
    }
}
