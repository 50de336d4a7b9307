using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>
/// What one scheduled run of the sweeper does, under a lease: bounded steps until nothing is left or its time is used, and between them the SES
/// account, when that is due. What it leaves the next one goes on with. One object of it belongs to one process; its rounds follow one another.
/// </summary>
public sealed partial class SweeperRound(ILeaseStore leases, Sweep sweep, RefreshAccount account, SendTimings timings, TimeProvider time, ILogger<SweeperRound> log)
{
    /// <summary>The lease's name.</summary>
    public const string Lease = "sweeper";

    /// <summary>How many messages of each kind of work one step takes on.</summary>
    public const int Step = 100;

    private readonly string _holder = RandomNumberGenerator.GetHexString(16, lowercase: true);

    private DateTimeOffset _leaseUntil = DateTimeOffset.MinValue;

    /// <summary>Runs once.</summary>
    /// <param name="ct">Ends it after the message that it is at.</param>
    public async Task<RoundReport> RunAsync(CancellationToken ct)
    {
        if (!await HoldsAsync(ct))
            return RoundReport.NotMine;

        var began = time.GetTimestamp();
        var report = new RoundReport(Ran: true, SweepReport.Nothing, IsMore: false);
        do
        {
            ct.ThrowIfCancellationRequested();
            var step = await sweep.RunAsync(Step, ct);
            // A step that was full is followed by another.
            report = report with { Done = report.Done + step, IsMore = step.Total >= Step };
            // After the first step, so that neither keeps the other waiting.
            await RefreshAsync(ct);
        }
        while (report.IsMore && time.GetElapsedTime(began) < timings.SweepWithin && await HoldsAsync(ct));
        if (report.IsMore)
            Unfinished(log, report.Done.Total);
        return report;
    }

    /// <summary>Takes the lease, or takes it again once half of it is over: in between it costs nothing.</summary>
    private async Task<bool> HoldsAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var left = _leaseUntil - now;
        if (left > timings.SweepLease / 2 && left <= timings.SweepLease)
            return true;
        var until = now + timings.SweepLease;
        var holds = await leases.TryTakeAsync(Lease, _holder, now, until, ct);
        _leaseUntil = holds ? until : DateTimeOffset.MinValue;
        return holds;
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await account.RunWhenDueAsync(ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            NotRefreshed(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(EventName = "AccountNotRefreshed", Level = LogLevel.Error, Message = "What was read of the SES account could not be put in force ({Fault}); the sweeper goes on.")]
    private static partial void NotRefreshed(ILogger logger, string fault);

    [LoggerMessage(EventName = "SweepUnfinished", Level = LogLevel.Information, Message = "The sweeper's time is over after {Messages} messages; the next run goes on.")]
    private static partial void Unfinished(ILogger logger, int messages);
}
