using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Functions;

/// <summary>Writes what functions tell to standard error, each line with its function's name in front. Thread-safe.</summary>
internal sealed class FunctionOutput(Terminal terminal)
{
    private readonly Lock _gate = new();

    /// <summary>Where one function's lines go.</summary>
    public Action<string> Of(string function) => line =>
    {
        lock (_gate)
            terminal.ErrorLine(($"{function,-8} ", Tone.Faint), line);
    };
}
