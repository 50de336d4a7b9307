using System.Text.Json;

namespace ServerlessMail.Http.Languages;

/// <summary>
/// The languages that are there: one for each file of this folder, named by its tag (<c>de.json</c>, <c>pt-BR.json</c>). A new file is a new language;
/// a file is read when a visitor first wants it.
/// </summary>
internal static class KnownLanguages
{
    private const string Folder = "ServerlessMail.Http.Languages.";
    private const string Ending = ".json";

    private static readonly Dictionary<string, Lazy<Language>> ByTag = typeof(KnownLanguages).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^Ending.Length])
        .ToDictionary(tag => tag, tag => new Lazy<Language>(() => Read(tag)), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is spoken where nothing else is wanted, or nothing that is there.</summary>
    public static Language English => ByTag["en"].Value;

    /// <summary>All of them, by their tags.</summary>
    public static IEnumerable<Language> All => ByTag.Values.Select(language => language.Value);

    /// <summary>The language that a range means (RFC 4647 §3.4, lookup): itself, else with one part less at its end; null if it is not there.</summary>
    public static Language? Find(ReadOnlySpan<char> range)
    {
        var tags = ByTag.GetAlternateLookup<ReadOnlySpan<char>>();
        while (!range.IsEmpty)
        {
            if (tags.TryGetValue(range, out var language))
                return language.Value;
            range = range.LastIndexOfAny('-', '_') is > 0 and var end ? range[..end] : [];
        }

        return null;
    }

    private static Language Read(string tag)
    {
        using var file = typeof(KnownLanguages).Assembly.GetManifestResourceStream(Folder + tag + Ending)
            ?? throw new InvalidOperationException($"The language {tag} is not embedded.");
        return new Language(tag, JsonSerializer.Deserialize(file, LanguageJson.Default.DictionaryStringString)
            ?? throw new InvalidOperationException($"The language {tag} has no texts."));
    }
}
