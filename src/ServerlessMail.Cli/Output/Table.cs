namespace ServerlessMail.Cli.Output;

/// <summary>Rows under headings, in columns as wide as their widest cell; no row ends in blanks. For people: programs read JSON.</summary>
internal sealed class Table(params string[] headings)
{
    private const int Gap = 2;
    private readonly List<Piece[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params Piece[] cells) => _rows.Add(cells);

    public void Write(Terminal terminal)
    {
        var widths = new int[headings.Length];
        for (var column = 0; column < headings.Length; column++)
            widths[column] = _rows.Select(row => Width(row[column].Text)).Append(headings[column].Length).Max();
        Line(terminal, widths, [.. headings.Select(heading => new Piece(heading, Tone.Faint))]);
        foreach (var row in _rows)
            Line(terminal, widths, row);
    }

    private static void Line(Terminal terminal, int[] widths, Piece[] cells)
    {
        var pieces = new List<Piece>();
        var last = Array.FindLastIndex(cells, cell => cell.Text.Length > 0);
        for (var column = 0; column <= last; column++)
        {
            var text = PrintableText.Of(cells[column].Text);
            pieces.Add(cells[column] with { Text = text });
            if (column < last)
                pieces.Add(new string(' ', widths[column] - Width(text) + Gap));
        }

        terminal.Line([.. pieces]);
    }

    /// <summary>How many columns a text takes, near enough: one for each character that a person sees.</summary>
    private static int Width(string text) => PrintableText.Of(text).EnumerateRunes().Count();
}
