using System.Collections.Immutable;

namespace ServerlessMail.Cli.Forms;

/// <summary>A mapping whose keys are known beforehand; what is not known, or is of the wrong kind, becomes a fault.</summary>
internal sealed class KeyedNode
{
    private readonly YamlNode.Mapping _mapping;
    private readonly FaultList _faults;

    private KeyedNode(YamlNode.Mapping mapping, FaultList faults) => (_mapping, _faults) = (mapping, faults);

    /// <summary>Reads a mapping; null where it is none.</summary>
    public static KeyedNode? Of(YamlNode node, string what, ReadOnlySpan<string> keys, FaultList faults)
    {
        if (node is not YamlNode.Mapping mapping)
        {
            if (node is not YamlNode.Broken)
                faults.Add(node.At, $"{what} must be a mapping of {string.Join(", ", keys)}; this is {node.Kind}.");
            return null;
        }

        foreach (var (key, _) in mapping.Entries)
        {
            if (!keys.Contains(key.Value))
                faults.Add(key.At, $"{what} has no key {FaultList.Quote(key.Value)}; {Hint(key.Value, keys)}");
        }

        return new KeyedNode(mapping, faults);
    }

    /// <summary>What stands behind a key; null where the key is missing or nothing stands behind it.</summary>
    public YamlNode? Find(string key) =>
        _mapping.Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value is { } value and not YamlNode.Scalar { IsNull: true } ? value : null;

    /// <summary>The text behind a key; null where there is none.</summary>
    public YamlNode.Scalar? Text(string key) => Find(key) is { } node ? Text(node, $"'{key}'") : null;

    /// <summary>The texts of a list; a single text stands for a list of one. Null where the key is missing.</summary>
    public ImmutableArray<YamlNode.Scalar>? Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlNode.Sequence list:
                return [.. list.Items.Select(item => Text(item, $"an item of '{key}'")).OfType<YamlNode.Scalar>()];
            case { } other:
                return Text(other, $"'{key}'", "a list") is { } one ? [one] : [];
        }
    }

    /// <summary>One of some words; <paramref name="otherwise"/> where the key is missing or the word is none of them.</summary>
    public T Word<T>(string key, T otherwise, params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        if (Text(key) is not { } text)
            return otherwise;
        var known = new List<string>();
        foreach (var (word, meaning) in words)
        {
            if (word == text.Value)
                return meaning;
            known.Add(word);
        }

        _faults.Add(text.At, $"'{key}' is {string.Join(" or ", known)}, not {FaultList.Quote(text.Value)}.");
        return otherwise;
    }

    private YamlNode.Scalar? Text(YamlNode node, string what, string wanted = "text")
    {
        if (node is YamlNode.Scalar { IsNull: false } text)
            return text;
        if (node is not YamlNode.Broken)
            _faults.Add(node.At, $"{what} must be {wanted}; this is {node.Kind}.");
        return null;
    }

    private static string Hint(string key, ReadOnlySpan<string> keys) => Nearest.Of(key, keys.ToArray()) is { } near
        ? $"did you mean '{near}'?"
        : $"it knows {string.Join(", ", keys)}.";
}
