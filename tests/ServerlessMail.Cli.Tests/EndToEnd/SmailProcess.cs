using System.Diagnostics;
using System.Text;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A real <c>smail serve</c> in a process of its own, on a free port of 127.0.0.1. It never outlives the test.</summary>
internal sealed class SmailProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private SmailProcess(Process process) => _process = process;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    public int Id => _process.Id;

    /// <summary>Everything it wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>The program as it was built beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "smail.dll");

    /// <summary>Starts it over a data directory and returns once it says that it listens.</summary>
    public static Task<SmailProcess> ServeAsync(string dataDirectory, params string[] more) =>
        StartAsync(StartInfo(["serve", "--port", "0", "--data", dataDirectory, .. more]));

    /// <summary>Starts a command that serves, and returns once it says that it listens.</summary>
    public static async Task<SmailProcess> StartAsync(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        var serve = new SmailProcess(process);
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => serve.Read(line.Data, ready);
        process.ErrorDataReceived += (_, line) => serve.Read(line.Data, ready: null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            serve.Url = await ready.Task.WaitAsync(StartWithin, TimeProvider.System);
            return serve;
        }
        catch (Exception fault)
        {
            await serve.DisposeAsync();
            throw new InvalidOperationException($"'smail serve' did not get ready: {serve.Log}", fault);
        }
    }

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("SMAIL_TABLE");
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return start;
    }

    /// <summary>Kills it as <c>kill -9</c> does: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line, TaskCompletionSource<string>? ready)
    {
        if (line is null)
        {
            ready?.TrySetException(new InvalidOperationException("It ended."));
            return;
        }

        lock (_log)
            _log.AppendLine(line);
        var at = line.IndexOf("http://", StringComparison.Ordinal);
        if (ready is not null && at >= 0 && !line.Contains("/inbox", StringComparison.Ordinal))
            ready.TrySetResult(line[at..].Split(' ')[0].TrimEnd('/'));
    }
}
