using System.Collections.Immutable;

namespace ServerlessMail.Core.Forms;

/// <summary>What a form's owner does not want to read. A submission that has any of it is held as spam, not refused: a list in a file knows less than a person.</summary>
public sealed record BlockList
{
    /// <summary>The most words, and the most domains.</summary>
    public const int Most = 200;

    /// <summary>The most characters of an entry.</summary>
    public const int LongestEntry = 100;

    /// <summary>Words, or several in a row; as whole words, whatever their case, accents and width.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Domains, with all below them, in addresses, links and text.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];
}
