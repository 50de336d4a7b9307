namespace ServerlessMail.Cli.Output;

/// <summary>One line on standard error that is written over and over while long work goes on, and is gone at its end. Silent where nobody watches.</summary>
internal sealed class ProgressLine(Terminal terminal, bool silent) : IDisposable
{
    private int _width;

    public void Show(string text)
    {
        if (silent || !terminal.ShowsProgress)
            return;
        var line = PrintableText.Of(text);
        terminal.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    public void Dispose()
    {
        if (_width > 0)
            terminal.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}
