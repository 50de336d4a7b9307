using System.Buffers;
using ServerlessMail.LambdaHost.Runtime;

namespace ServerlessMail.LambdaHost;

/// <summary>
/// Runs a function on Lambda: asks for an event, hands it to the handler, answers, and again. An event that cannot be worked on is reported and
/// the next one asked for; only a lost environment ends the loop.
/// </summary>
/// <remarks>Made by <see cref="LambdaBootstrapBuilder"/>. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html</remarks>
public sealed class LambdaBootstrap : IDisposable
{
    private const int Kept = 512 * 1024;

    private readonly InvocationHandler _handler;
    private readonly Func<Task<bool>>? _initialize;
    private readonly TimeProvider _time;
    private readonly Lazy<RuntimeApi> _api;
    private ArrayBufferWriter<byte> _answer = new();

    internal LambdaBootstrap(InvocationHandler handler, Func<Task<bool>>? initialize, TimeProvider time, Uri? api, Stream? faults)
    {
        _handler = handler;
        _initialize = initialize;
        _time = time;
        _api = new Lazy<RuntimeApi>(() => new RuntimeApi(api ?? RuntimeVariables.RuntimeApi, new FaultLog(faults, time), time));
    }

    public void Dispose()
    {
        if (_api.IsValueCreated)
            _api.Value.Dispose();
    }

    /// <summary>Runs until it is told to stop, or the initializer returns false. One event at a time, as Lambda gives them.</summary>
    /// <exception cref="InvalidOperationException">The environment names no Runtime API.</exception>
    /// <exception cref="AggregateException">The initializer threw, and that could not be reported.</exception>
    /// <exception cref="Exception">What the initializer threw, once it is reported; or the environment is lost, and the process should end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (!await InitializeAsync(cancellationToken))
            return;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
                await WorkAsync(await _api.Value.NextAsync(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was told to stop. An event under way is Lambda's again: it ends with the environment.
        }
    }

    private async Task<bool> InitializeAsync(CancellationToken ct)
    {
        if (_initialize is null)
            return true;
        try
        {
            return await _initialize();
        }
        catch (Exception fault)
        {
            await TellAsync(fault, ct);
            throw;
        }
    }

    private async Task TellAsync(Exception fault, CancellationToken ct)
    {
        try
        {
            await _api.Value.FailInitAsync(ErrorReport.OfInit(fault), ct);
        }
        catch (RuntimeApiException deaf)
        {
            throw new AggregateException("The program could not start, and Lambda could not be told.", fault, deaf);
        }
    }

    private async Task WorkAsync(Invocation invocation, CancellationToken ct)
    {
        RuntimeVariables.Trace(invocation.TraceId);
        var context = new LambdaContext(invocation, _time);
        ErrorReport report;
        try
        {
            await HandleAsync(invocation, context, ct);
            // An answer that is turned away came too late: Lambda has told the caller.
            await _api.Value.RespondAsync(invocation.RequestId, _answer.WrittenMemory, ct);
            return;
        }
        catch (Exception fault) when (fault is not RuntimeApiException && !ct.IsCancellationRequested)
        {
            report = ErrorReport.OfHandler(fault);
        }

        await _api.Value.FailAsync(invocation.RequestId, report, ct);
    }

    private async Task HandleAsync(Invocation invocation, LambdaContext context, CancellationToken ct)
    {
        if (_answer.Capacity > Kept)
            _answer = new ArrayBufferWriter<byte>();
        _answer.ResetWrittenCount();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var end = new Deadline(deadline, context.RemainingTime, _time);
        await _handler(invocation.Payload, context, _answer, deadline.Token);
    }
}
