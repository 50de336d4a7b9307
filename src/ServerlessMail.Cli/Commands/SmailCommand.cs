using System.CommandLine;

namespace ServerlessMail.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class SmailCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that can be typed as they stand; none for a command that only gathers others.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
