using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>
/// One scheduled run of the sweeper: under a lease, it sweeps until nothing is left or its time is up, and looks at the SES account. What is left
/// the next run goes on with; two runs at once do no harm. Thread-safe.
/// </summary>
public sealed partial class SweeperRound(
    Sweep sweep, RefreshAccount account, ILeaseStore leases, MessageIds ids, SendTimings timings, TimeProvider time, ILogger<SweeperRound> log)
{
    /// <summary>How many messages of each kind one sweep takes, unless it is told otherwise.</summary>
    public const int DefaultStep = 100;

    private const string Lease = "sweeper";

    /// <summary>How often in a row a sweep may bring nothing on of what it was shown: others were faster, the index lags, or it cannot be read.</summary>
    private const int MaxIdle = 3;

    /// <summary>How long a work index that DynamoDB keeps may still show what is done.</summary>
    private static readonly TimeSpan IndexLag = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly string _holder = ids.Next().ToString();
    private readonly Lock _gate = new();
    private DateTimeOffset _heldUntil = DateTimeOffset.MinValue;

    /// <summary>How many messages of each kind one sweep takes, 1 and more; between two sweeps it looks whether its time is up.</summary>
    public int Step { get; init; } = DefaultStep;

    /// <summary>Null when another sweeper holds the lease.</summary>
    /// <param name="budget">For how long a new step may begin.</param>
    /// <param name="ct">Ends it between two messages.</param>
    public async Task<SweepReport?> RunAsync(TimeSpan budget, CancellationToken ct)
    {
        if (!await HoldsLeaseAsync(budget, ct))
            return null;

        var started = time.GetTimestamp();
        var report = SweepReport.Nothing;
        try
        {
            // Limits first: what is released is released by them.
            await account.RunAsync(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            AccountFailed(log, fault);
        }

        for (var idle = 0; idle < MaxIdle;)
        {
            var step = await sweep.RunAsync(Step, ct);
            report += step;
            if (!step.IsCutShort || time.GetElapsedTime(started) >= budget)
                break;
            idle = step.Total == 0 ? idle + 1 : 0;
            if (idle > 0)
                await Task.Delay(IndexLag, time, ct);
        }

        return report;
    }

    /// <summary>A lease that is good for another round is not written again: where rounds follow each other closely, that saves most writes.</summary>
    private async Task<bool> HoldsLeaseAsync(TimeSpan budget, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var until = now + budget + (2 * timings.SweepEvery) + Slack;
        lock (_gate)
        {
            if (_heldUntil > now + budget + timings.SweepEvery && _heldUntil <= until)
                return true;
        }

        var taken = await leases.TryTakeAsync(Lease, _holder, now, until, ct);
        lock (_gate)
            _heldUntil = taken ? until : DateTimeOffset.MinValue;
        return taken;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The SES account's state could not be written; the sweep goes on.")]
    private static partial void AccountFailed(ILogger logger, Exception fault);
}
