using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>
/// All environments of one function, as Lambda keeps them: one invocation each, another environment while all are busy, none thrown away that still
/// works, and none started before somebody needs it. Thread-safe.
/// </summary>
/// <param name="program">What is run.</param>
/// <param name="function">As what.</param>
/// <param name="limits">How often, and for how long.</param>
/// <param name="tell">Takes a line of the program's output, or one about it; thread-safe.</param>
/// <param name="time">The clock of deadlines and waits.</param>
internal sealed class FunctionFleet(FunctionProgram program, FunctionEnvironment function, FunctionLimits limits, Action<string> tell, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(limits.Environments);
    private readonly ConcurrentStack<FunctionProcess> _idle = new();
    private readonly ConcurrentDictionary<FunctionProcess, bool> _all = new();
    private readonly StartBackOff _backOff = new(time);

    public string Name => function.Name;

    /// <summary>The processes that run now.</summary>
    public IEnumerable<int> Processes => _all.Keys.Where(environment => !environment.HasEnded).Select(environment => environment.Id);

    /// <summary>Runs the function on an event. Waits while all environments are busy.</summary>
    /// <param name="payload">The event: JSON.</param>
    /// <param name="ct">Stops the fleet. Who lost interest in an answer leaves the function at work, as on Lambda.</param>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        try
        {
            if (await IdleAsync() is { } idle)
                return await InvokeAsync(idle, payload, ct);
            if (_backOff.TooEarly is { } last)
                return last;
            try
            {
                return await InvokeAsync(await StartAsync(ct), payload, ct);
            }
            catch (Win32Exception fault)
            {
                return NotStarted(new InvocationResult.Crashed(fault.Message));
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_all.Keys.Select(EndAsync));
        _free.Dispose();
    }

    private async Task<InvocationResult> InvokeAsync(FunctionProcess environment, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        var result = await environment.InvokeAsync(payload, limits.Timeout, ct);
        if (environment.HasStarted)
            _backOff.Started();
        switch (result)
        {
            case InvocationResult.Answered:
                _idle.Push(environment);
                return result;
            case InvocationResult.Failed failed:
                tell($"failed: {failed.ErrorType}: {failed.ErrorMessage} {failed.At}".TrimEnd());
                _idle.Push(environment);
                return result;
            case InvocationResult.InitFailed or InvocationResult.TimedOut or InvocationResult.Crashed:
                await EndAsync(environment);
                return environment.HasStarted ? Ended(result) : NotStarted(result);
        }

        throw new NotSupportedException("An invocation is answered, failed, timed out or crashed.");
    }

    private InvocationResult Ended(InvocationResult result)
    {
        tell($"{Words(result)}; the next invocation gets a new environment.");
        return result;
    }

    private InvocationResult NotStarted(InvocationResult result)
    {
        var wait = _backOff.Failed(result);
        tell(string.Create(CultureInfo.InvariantCulture, $"did not start: {Words(result)}. No other try for {wait.TotalSeconds:0} s."));
        return result;
    }

    private string Words(InvocationResult result) => result switch
    {
        InvocationResult.TimedOut { IsStarting: true } => "it did not ask for work in time",
        InvocationResult.TimedOut => string.Create(CultureInfo.InvariantCulture, $"timed out after {limits.Timeout.TotalSeconds:0.##} seconds"),
        InvocationResult.Crashed crashed => $"it ended: {crashed.How}",
        InvocationResult.InitFailed failed => $"{failed.ErrorType}: {failed.ErrorMessage}",
        InvocationResult.Failed failed => $"{failed.ErrorType}: {failed.ErrorMessage}",
        InvocationResult.Answered => "answered",
        _ => throw new NotSupportedException("An unknown result."),
    };

    private async Task<FunctionProcess?> IdleAsync()
    {
        while (_idle.TryPop(out var environment))
        {
            if (!environment.HasEnded)
                return environment;
            tell("ended between two invocations.");
            await EndAsync(environment);
        }

        return null;
    }

    private async Task<FunctionProcess> StartAsync(CancellationToken ct)
    {
        var environment = await FunctionProcess.StartAsync(program, function, tell, time, ct);
        _all[environment] = true;
        return environment;
    }

    private async Task EndAsync(FunctionProcess environment)
    {
        if (_all.TryRemove(environment, out _))
            await environment.DisposeAsync();
    }
}
