using System.Diagnostics;
using System.Text;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A program in a process of its own, which tells when it is ready. It never outlives the test.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Func<string, string?> _ready;
    private readonly StringBuilder _log = new();

    private RunningProcess(ProcessStartInfo start, Func<string, string?> ready) => (_process, _ready) = (new Process { StartInfo = start }, ready);

    /// <summary>What it told when it was ready.</summary>
    public string Told { get; private set; } = "";

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

    /// <summary>Starts a program, and returns once it is ready.</summary>
    /// <param name="start">What <see cref="StartInfo"/> made.</param>
    /// <param name="ready">What a line of its output tells; null for every line but the one by which it is ready.</param>
    public static async Task<RunningProcess> StartAsync(ProcessStartInfo start, Func<string, string?> ready)
    {
        var running = new RunningProcess(start, ready);
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        running._process.OutputDataReceived += (_, line) => running.Read(line.Data, told);
        running._process.ErrorDataReceived += (_, line) => running.Read(line.Data, told: null);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        try
        {
            running.Told = await told.Task.WaitAsync(StartWithin, TimeProvider.System);
            return running;
        }
        catch (Exception fault)
        {
            await running.DisposeAsync();
            throw new InvalidOperationException($"'{string.Join(' ', start.ArgumentList)}' did not get ready: {running.Log}", fault);
        }
    }

    /// <summary>A program that was built beside the tests.</summary>
    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(program);
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
        // Its output ends with the last process that holds it.
        await _process.WaitForExitAsync().WaitAsync(EndWithin, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line, TaskCompletionSource<string>? told)
    {
        if (line is null)
        {
            told?.TrySetException(new InvalidOperationException("It ended."));
            return;
        }

        lock (_log)
            _log.AppendLine(line);
        if (told is not null && _ready(line) is { } ready)
            told.TrySetResult(ready);
    }
}
