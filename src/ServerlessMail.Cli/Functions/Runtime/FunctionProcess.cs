using System.Diagnostics;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>One environment of a function: a process of the published program, with a Runtime API of its own. It ends with this object.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly RuntimeApi _api;
    private readonly Process _process;
    private readonly Task _watch;

    private FunctionProcess(RuntimeApi api, Process process)
    {
        (_api, _process) = (api, process);
        _watch = WatchAsync();
    }

    public int Id => _process.Id;

    /// <summary>Ends once the program asked for work, or is no more.</summary>
    public Task ReadyAsync(CancellationToken ct) => _api.ReadyAsync(ct);

    /// <summary>True once nothing can be invoked here any more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Starts the program; it may still be busy with that when this returns.</summary>
    /// <param name="program">The program.</param>
    /// <param name="function">Its name and what it finds in its environment.</param>
    /// <param name="line">Takes each line of its output, standard output and standard error alike, at any time and on any thread.</param>
    /// <param name="time">The clock of the deadlines.</param>
    /// <param name="ct">Ends the start.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be executed.</exception>
    public static async Task<FunctionProcess> StartAsync(FunctionProgram program, FunctionEnvironment function, Action<string> line, TimeProvider time, CancellationToken ct)
    {
        var api = await RuntimeApi.StartAsync(function.Arn, time, function.InitWithin, ct);
        var process = new Process { StartInfo = program.Start(function.Variables(api.Address, program.Directory)) };
        process.OutputDataReceived += (_, read) => Pass(read.Data);
        process.ErrorDataReceived += (_, read) => Pass(read.Data);
        try
        {
            process.Start();
        }
        catch
        {
            process.Dispose();
            await api.DisposeAsync();
            throw;
        }

        // On Lambda there is nothing to read either.
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new FunctionProcess(api, process);

        void Pass(string? text)
        {
            if (!string.IsNullOrEmpty(text))
                line(text);
        }
    }

    /// <inheritdoc cref="RuntimeApi.InvokeAsync"/>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken ct)
    {
        var result = await _api.InvokeAsync(payload, timeout, ct);
        if (result is not (InvocationResult.Answered or InvocationResult.Failed))
            HasEnded = true;
        return result;
    }

    /// <summary>Kills the program and everything that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        HasEnded = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended before.
        }

        await _watch.WaitAsync(CancellationToken.None);
        await _api.DisposeAsync();
        _process.Dispose();
    }

    private async Task WatchAsync()
    {
        // Returns after the last line of output, too.
        await _process.WaitForExitAsync(CancellationToken.None);
        HasEnded = true;
        _api.End(new InvocationResult.Crashed($"exit code {_process.ExitCode}"));
    }
}
