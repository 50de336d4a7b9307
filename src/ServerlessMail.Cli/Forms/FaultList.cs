using System.Collections.Immutable;
using YamlDotNet.Core;

namespace ServerlessMail.Cli.Forms;

/// <summary>Gathers all that is wrong in a file, so that it can be told at once.</summary>
internal sealed class FaultList
{
    private const int LongestQuote = 60;
    private readonly List<FileFault> _faults = [];

    public int Count => _faults.Count;

    public void Add(Mark at, string message) => _faults.Add(new FileFault(at.Line, at.Column, message));

    /// <summary>All faults in the order of the file.</summary>
    public ImmutableArray<FileFault> InOrder() => [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    /// <summary>A value of the file in quotes, cut where it is long.</summary>
    public static string Quote(string text) => text.Length <= LongestQuote ? $"'{text}'" : $"'{text[..LongestQuote]}…'";
}
