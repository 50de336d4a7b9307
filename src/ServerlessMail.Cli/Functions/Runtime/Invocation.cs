using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>One event on its way through a function. It ends by itself when its time is over.</summary>
internal sealed class Invocation : IDisposable
{
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;

    /// <summary>Waits to be taken from now on.</summary>
    /// <param name="payload">The event: JSON.</param>
    /// <param name="startWithin">How long the function may take until it takes the event.</param>
    /// <param name="timeout">How long it may take over the event, from then on.</param>
    /// <param name="time">The clock of both.</param>
    public Invocation(ReadOnlyMemory<byte> payload, TimeSpan startWithin, TimeSpan timeout, TimeProvider time)
    {
        (Payload, _timeout, _time) = (payload, timeout, time);
        Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        _timer = time.CreateTimer(_ => TryEnd(new InvocationResult.TimedOut(IsStarting: !IsTaken)), state: null, startWithin, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The request id, by which its answer is told apart from a late one.</summary>
    public string Id { get; }

    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>True once the function has taken it.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>X-Ray's header of a request that nobody samples.</summary>
    /// <remarks>https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader</remarks>
    public static string TraceId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"Root=1-{now.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0");

    /// <summary>The function takes it, and must be done with it at the time that this returns.</summary>
    public DateTimeOffset Take()
    {
        IsTaken = true;
        _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
        return _time.GetUtcNow() + _timeout;
    }

    /// <summary>False when it had ended already.</summary>
    public bool TryEnd(InvocationResult result) => _result.TrySetResult(result);

    /// <summary>What came of it.</summary>
    public Task<InvocationResult> ResultAsync(CancellationToken ct) => _result.Task.WaitAsync(ct);

    public void Dispose() => _timer.Dispose();
}
