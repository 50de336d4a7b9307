namespace ServerlessMail.Benchmarks.Reporting;

/// <summary>A measurement as Markdown that also reads well in a terminal: the same text stands in docs/benchmarks.md.</summary>
internal static class TextTable
{
    public static void Write(TextWriter to, Measurement measured)
    {
        to.WriteLine($"### {measured.Title}");
        to.WriteLine();
        foreach (var condition in measured.Conditions)
            to.WriteLine($"- {condition}");
        to.WriteLine();

        var widths = measured.Columns.Select((column, at) => measured.Rows.Select(row => row[at].Length).Append(column.Length).Append(3).Max()).ToArray();
        Line(measured.Columns);
        Line([.. widths.Select((width, at) => at == 0 ? new string('-', width) : new string('-', width - 1) + ":")]);
        foreach (var row in measured.Rows)
            Line(row);
        to.WriteLine();
        foreach (var unmet in measured.Unmet)
            to.WriteLine($"NOT KEPT: {unmet}");
        if (measured.Unmet.Count > 0)
            to.WriteLine();

        void Line(IReadOnlyList<string> cells) =>
            to.WriteLine($"| {string.Join(" | ", cells.Select((cell, at) => at == 0 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at])))} |");
    }
}
