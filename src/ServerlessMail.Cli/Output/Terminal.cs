namespace ServerlessMail.Cli.Output;

/// <summary>
/// Where the program writes and reads. All text passes <see cref="PrintableText"/>, so nothing that is stored can speak to the terminal;
/// colours are asked for by <see cref="Tone"/> and appear only where they are wanted.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, TextReader input)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    public TextReader Input => input;

    /// <summary>True when colours are wanted on standard output.</summary>
    public bool OutputColors { get; init; }

    /// <summary>True when colours are wanted on standard error.</summary>
    public bool ErrorColors { get; init; }

    /// <summary>True when a person can answer: both ends are terminals.</summary>
    public bool Interactive { get; init; }

    /// <summary>True when somebody watches standard error.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>The terminal of this process. Colours need a terminal that has them, and neither NO_COLOR nor --no-color.</summary>
    public static Terminal OfProcess(bool colors)
    {
        var wanted = colors && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal(Console.Out, Console.Error, Console.In)
        {
            OutputColors = wanted && !Console.IsOutputRedirected,
            ErrorColors = wanted && !Console.IsErrorRedirected,
            Interactive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
            ShowsProgress = !Console.IsErrorRedirected,
        };
    }

    public void Line(params ReadOnlySpan<Piece> pieces) => Write(output, OutputColors, pieces);

    /// <summary>Text of several lines, for files and pipes as well as for people.</summary>
    public void Text(string text) => output.Write(PrintableText.Of(text, keepLines: true));

    public void ErrorLine(params ReadOnlySpan<Piece> pieces) => Write(error, ErrorColors, pieces);

    /// <summary>Tells that something is not done: what was wrong and where, then what to do about it.</summary>
    public ExitCode Fail(ExitCode code, string what, params ReadOnlySpan<string> advice)
    {
        ErrorLine(("smail: ", Tone.Bad), what);
        foreach (var line in advice)
            ErrorLine($"  {line}");
        return code;
    }

    /// <summary>Tells of something that may surprise, and goes on.</summary>
    public void Warn(string what) => ErrorLine(("smail: warning: ", Tone.Warning), what);

    /// <summary>Asks a person; anything but a yes is a no, and so is the end of the input.</summary>
    public async Task<bool> AskAsync(string question, CancellationToken ct)
    {
        await output.WriteAsync($"{PrintableText.Of(question)} [y/N] ");

        // A console's ReadLine blocks whatever is done to it, so it waits on a thread of its own: Ctrl+C leaves at once.
        var answer = await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(ct);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static void Write(TextWriter writer, bool colors, ReadOnlySpan<Piece> pieces)
    {
        foreach (var (text, tone) in pieces)
        {
            var code = colors ? Code(tone) : null;
            writer.Write(code is null ? PrintableText.Of(text) : $"\u001b[{code}m{PrintableText.Of(text)}\u001b[0m");
        }

        writer.Write('\n');
    }

    private static string? Code(Tone tone) => tone switch
    {
        Tone.Plain => null,
        Tone.Strong => "1",
        Tone.Faint => "2",
        Tone.Good => "32",
        Tone.Warning => "33",
        Tone.Bad => "31",
    };
}
