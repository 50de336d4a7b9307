using System.Collections.Immutable;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Forms;

/// <summary>Shows what a file changes.</summary>
internal static class FormsDiff
{
    public static void Write(Terminal terminal, ImmutableArray<FormChange> changes)
    {
        foreach (var change in changes)
        {
            terminal.Line((change.After.Name.Value, Tone.Strong), change switch
            {
                { IsNew: true } => ", a new form",
                { IsChange: true } => $", version {change.After.Version} becomes {change.After.Version + 1}",
                _ => ", as it is",
            });
            foreach (var line in change.Lines)
            {
                if (line.Before is { } before)
                    terminal.Line(($"  - {line.Key}: {before}", Tone.Bad));
                if (line.After is { } after)
                    terminal.Line(($"  + {line.Key}: {after}", Tone.Good));
            }
        }
    }
}
