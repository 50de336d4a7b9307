using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>One event on its way through a function.</summary>
/// <param name="id">The request id, by which its answer is told apart from a late one.</param>
/// <param name="payload">The event: JSON.</param>
/// <param name="timeout">How long the function may take, from the moment when it takes the event.</param>
internal sealed class Invocation(string id, ReadOnlyMemory<byte> payload, TimeSpan timeout)
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public ReadOnlyMemory<byte> Payload => payload;

    public TimeSpan Timeout => timeout;

    /// <summary>X-Ray's header of a request that nobody samples.</summary>
    /// <remarks>https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader</remarks>
    public static string TraceId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"Root=1-{now.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0");

    /// <summary>True once the function has taken it.</summary>
    public bool IsTaken => _taken.Task.IsCompleted;

    public void Take() => _taken.TrySetResult();

    /// <summary>False when it had ended already.</summary>
    public bool TryEnd(InvocationResult result) => _result.TrySetResult(result);

    /// <summary>False when it was not taken within that time. What ends before it is taken, by an init error, counts as taken.</summary>
    public async Task<bool> TakenAsync(TimeSpan within, TimeProvider time, CancellationToken ct)
    {
        try
        {
            await Task.WhenAny(_taken.Task, _result.Task).WaitAsync(within, time, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What came of it; null when nothing did within that time.</summary>
    public async Task<InvocationResult?> ResultAsync(TimeSpan within, TimeProvider time, CancellationToken ct)
    {
        try
        {
            return await _result.Task.WaitAsync(within, time, ct);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
