namespace ServerlessMail.Cli.Output;

/// <summary>One line on standard error that tells how far something is; only where a person looks on.</summary>
internal sealed class ProgressBar(Terminal terminal, bool isShown) : IDisposable
{
    private const int Width = 24;

    private int _length;

    /// <summary>Shows how much is done; where nobody knows the total, only the words.</summary>
    public void Show(int done, int? total, string words)
    {
        if (!isShown)
            return;
        var line = total is { } all and > 0 ? $"[{Bar((int)((long)Width * Math.Clamp(done, 0, all) / all))}] {words}" : words;
        terminal.Error.Write($"\r{line.PadRight(_length)}");
        _length = line.Length;
    }

    /// <summary>Takes the line away, so that another can stand in its place, and with it the ^C that a terminal may have written behind it.</summary>
    public void Clear()
    {
        if (_length > 0)
            terminal.Error.Write($"\r{new string(' ', _length + 2)}\r");
        _length = 0;
    }

    public void Dispose() => Clear();

    private static string Bar(int full) => new string('#', full) + new string('.', Width - full);
}
