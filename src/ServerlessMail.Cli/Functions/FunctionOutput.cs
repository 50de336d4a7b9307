using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Functions;

/// <summary>Writes what functions tell to standard error, each line with its function's name in front. Thread-safe.</summary>
internal sealed class FunctionOutput(Terminal terminal)
{
    /// <summary>A line of metrics, which on AWS is CloudWatch's and nobody's to read.</summary>
    private const string Metrics = """{"_aws":""";

    private readonly Lock _gate = new();

    /// <summary>Where one function's lines go.</summary>
    public Action<string> Of(string function) => line =>
    {
        if (line.StartsWith(Metrics, StringComparison.Ordinal))
            return;
        lock (_gate)
            terminal.ErrorLine(($"{function,-8} ", Tone.Faint), line);
    };
}
