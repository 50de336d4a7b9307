using System.Threading.Channels;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>
/// Lambda's Runtime API for one environment, on a free port of 127.0.0.1: hands events to the program that asks for them and takes its answers.
/// Thread-safe, but one invocation at a time, as an environment of Lambda's has it.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<Invocation> _waiting = Channel.CreateUnbounded<Invocation>();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private RuntimeServer? _server;
    private Invocation? _current;
    private InvocationResult? _end;

    private RuntimeApi(string functionArn, TimeProvider time) => (FunctionArn, _time) = (functionArn, time);

    /// <summary>What <c>AWS_LAMBDA_RUNTIME_API</c> must be: host and port.</summary>
    public string Address => _server?.Address ?? throw new InvalidOperationException("It was not started.");

    public string FunctionArn { get; }

    /// <summary>True once the program asked for work at least once.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>How long the program's init may take. Lambda allows 10 seconds.</summary>
    public TimeSpan InitWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Listens, so that a program can be started.</summary>
    /// <param name="functionArn">The ARN that the program is told.</param>
    /// <param name="time">Deadlines are told by its clock; the program's must be the same.</param>
    /// <param name="initWithin">How long the program's init may take; null as on Lambda.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<RuntimeApi> StartAsync(string functionArn, TimeProvider time, TimeSpan? initWithin, CancellationToken ct)
    {
        var api = initWithin is { } within ? new RuntimeApi(functionArn, time) { InitWithin = within } : new RuntimeApi(functionArn, time);
        api._server = await RuntimeServer.StartAsync(api, time, ct);
        return api;
    }

    /// <summary>Ends once the program asked for work, so that its init is over, or is no more.</summary>
    public Task ReadyAsync(CancellationToken ct) => _ready.Task.WaitAsync(ct);

    /// <summary>Gives an event to the program and returns what came of it. The first one may wait for the program's start.</summary>
    /// <param name="payload">The event: JSON.</param>
    /// <param name="timeout">How long the program may take, from the moment when it takes the event.</param>
    /// <param name="ct">Gives the invocation up; as after a timeout, the environment can then not be used again.</param>
    /// <exception cref="InvalidOperationException">Another invocation is under way.</exception>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken ct)
    {
        using var invocation = new Invocation(payload, InitWithin, timeout, _time);
        lock (_gate)
        {
            if (_end is { } end)
                return end;
            if (_current is not null)
                throw new InvalidOperationException("An environment takes one invocation at a time.");
            _current = invocation;
        }

        _waiting.Writer.TryWrite(invocation);
        try
        {
            var result = await invocation.ResultAsync(ct);
            if (result is InvocationResult.TimedOut)
                End(result);
            return result;
        }
        catch (OperationCanceledException)
        {
            End(new InvocationResult.TimedOut(IsStarting: !invocation.IsTaken));
            throw;
        }
        finally
        {
            lock (_gate)
                _current = null;
        }
    }

    /// <summary>Tells that the program is no more: who waits for it learns of it, and so does everyone who comes later.</summary>
    public void End(InvocationResult end)
    {
        Invocation? current;
        lock (_gate)
        {
            _end ??= end;
            current = _current;
        }

        _ready.TrySetResult();
        current?.TryEnd(end);
    }

    /// <summary>The program asks for work: the next event, however long that takes.</summary>
    public ValueTask<Invocation> NextAsync(CancellationToken ct)
    {
        HasStarted = true;
        _ready.TrySetResult();
        return _waiting.Reader.ReadAsync(ct);
    }

    /// <summary>An event that could not be handed over is the next one again.</summary>
    public void PutBack(Invocation invocation) => _waiting.Writer.TryWrite(invocation);

    /// <summary>The program tells what came of an event. False when that event is not the one under way.</summary>
    public bool TryEnd(string id, InvocationResult result)
    {
        Invocation? current;
        lock (_gate)
            current = _current;
        return current?.Id == id && current.TryEnd(result);
    }

    public ValueTask DisposeAsync()
    {
        End(new InvocationResult.Crashed("it was stopped"));
        return Interlocked.Exchange(ref _server, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
