namespace ServerlessMail.Cli.Output;

/// <summary>One line on standard error that tells how far something is; only where a person looks on.</summary>
internal sealed class ProgressBar(Terminal terminal, bool isShown, int total) : IDisposable
{
    private const int Width = 24;

    private int _length;

    public void Show(int done, string words)
    {
        if (!isShown)
            return;
        var full = (int)((long)Width * done / total);
        var line = $"[{new string('#', full)}{new string('.', Width - full)}] {done}/{total} days, {words}";
        terminal.Error.Write($"\r{line.PadRight(_length)}");
        _length = line.Length;
    }

    /// <summary>Takes the line away, so that another can stand in its place.</summary>
    public void Clear()
    {
        if (_length > 0)
            terminal.Error.Write($"\r{new string(' ', _length)}\r");
        _length = 0;
    }

    public void Dispose() => Clear();
}
