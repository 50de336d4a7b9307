using System.Diagnostics;
using System.Globalization;
using ServerlessMail.Benchmarks.ColdStart.Contestants;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>One environment of a contestant: its process, and a Runtime API for it alone. It ends with this object.</summary>
internal sealed class ContestantProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    private readonly RuntimeApi _api;
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _drained;
    private readonly Task<long> _ready;

    private ContestantProcess(RuntimeApi api, Process process, long spawned, Task<long> ready)
    {
        (_api, _process, Spawned, _ready) = (api, process, spawned, ready);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => api.End(new InvocationResult.Crashed("it ended by itself"));
    }

    /// <summary>The moment before the process was started, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long Spawned { get; }

    /// <summary>Starts it; an event may be given to it at once.</summary>
    public static async Task<ContestantProcess> StartAsync(Contestant contestant, Surroundings around, Over over, CancellationToken ct)
    {
        var function = new FunctionEnvironment { Name = Surroundings.Function, Settings = around.Variables(contestant, over), Region = StandInAws.Region };
        var api = await RuntimeApi.StartAsync(function.Arn, TimeProvider.System, initWithin: null, ct);
        var start = new ProcessStartInfo(contestant.File, contestant.Arguments)
        {
            WorkingDirectory = contestant.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in function.Variables(api.Address, contestant.Directory))
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var ready = StampAsync(api, ct);
        var spawned = Stopwatch.GetTimestamp();
        process.Start();
        return new ContestantProcess(api, process, spawned, ready);
    }

    /// <summary>The moment when it asked for work for the first time.</summary>
    public Task<long> ReadyAsync(CancellationToken ct) => _ready.WaitAsync(ct);

    /// <summary>Posts one form; returns when its answer is there, which was checked.</summary>
    /// <exception cref="InvalidOperationException">It is not the right one.</exception>
    public async Task PostAsync(int number, CancellationToken ct)
    {
        var result = await _api.InvokeAsync(FormPost.Event(number), AnswerWithin, ct);
        var fault = result switch
        {
            InvocationResult.Answered answered => FormPost.Fault(answered.Payload),
            InvocationResult.Crashed => $"it ended: {await _errors.WaitAsync(ct)}",
            _ => result.ToString(),
        };
        if (fault is not null)
            throw new InvalidOperationException(fault);
    }

    /// <summary>The most memory that it had so far, in bytes.</summary>
    public async Task<long> PeakAsync(CancellationToken ct)
    {
        var status = await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status"), ct);
        var peak = status.Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(peak[^2], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended before.
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _drained.WaitAsync(CancellationToken.None);
        await _api.DisposeAsync();
        _process.Dispose();
    }

    private static async Task<long> StampAsync(RuntimeApi api, CancellationToken ct)
    {
        await api.ReadyAsync(ct);
        return Stopwatch.GetTimestamp();
    }
}
