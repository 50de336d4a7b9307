using System.Text;

namespace ServerlessMail.Http.Languages;

/// <summary>What the service says to visitors, in one language. Thread-safe.</summary>
/// <param name="tag">The language's tag (BCP 47), as it stands in <c>lang</c> and <c>Content-Language</c>.</param>
/// <param name="texts">The texts by key; <c>{value}</c> stands for what is put in.</param>
internal sealed class Language(string tag, IReadOnlyDictionary<string, string> texts)
{
    private const string Hole = "{value}";

    public string Tag => tag;

    /// <summary>The keys of its texts.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The text of a key that every language has.</summary>
    /// <exception cref="KeyNotFoundException">No language has it.</exception>
    public string Say(string key, string? value = null) =>
        Find(key, value) ?? throw new KeyNotFoundException($"No text is called '{key}'.");

    /// <summary>The text of a key, if there is one and it can be said with this value.</summary>
    public string? Find(string key, string? value = null)
    {
        if (!texts.TryGetValue(key, out var text))
            return null;
        if (!text.Contains(Hole, StringComparison.Ordinal))
            return text;
        // Each hole is filled once: what a visitor wrote is not looked through for holes.
        return value is null ? null : new StringBuilder(text).Replace(Hole, value).ToString();
    }
}
