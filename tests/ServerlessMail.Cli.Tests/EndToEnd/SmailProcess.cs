using System.Diagnostics;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A real <c>smail serve</c> in a process of its own, on a free port of 127.0.0.1. It never outlives the test.</summary>
internal sealed class SmailProcess : IAsyncDisposable
{
    private readonly RunningProcess _process;

    private SmailProcess(RunningProcess process) => _process = process;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url => _process.Told;

    public int Id => _process.Id;

    /// <summary>Everything it wrote so far.</summary>
    public string Log => _process.Log;

    /// <summary>The program as it was built beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "smail.dll");

    /// <summary>Starts it over a data directory and returns once it says that it listens.</summary>
    public static Task<SmailProcess> ServeAsync(string dataDirectory, params string[] more) =>
        StartAsync(StartInfo(["serve", "--port", "0", "--data", dataDirectory, .. more]));

    /// <summary>Starts a command that serves, and returns once it says that it listens.</summary>
    public static async Task<SmailProcess> StartAsync(ProcessStartInfo start) => new(await RunningProcess.StartAsync(start, UrlIn));

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, string? workingDirectory = null) =>
        RunningProcess.StartInfo(Program, arguments, workingDirectory);

    /// <summary>Kills it as <c>kill -9</c> does: nothing of it runs any more.</summary>
    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string? UrlIn(string line)
    {
        var at = line.IndexOf("http://", StringComparison.Ordinal);
        return at >= 0 && !line.Contains("/inbox", StringComparison.Ordinal) ? line[at..].Split(' ')[0].TrimEnd('/') : null;
    }
}
