using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Account;

/// <summary>
/// Brings the SES account's state into the table, puts its limits in force, and stops the service when SES has: mail that is not sent is held,
/// mail that is refused is lost. Never resumes. Thread-safe; to be run by one at a time, under the sweeper's lease. Where two run at once, only the
/// reading that is kept first has any effect, and limits never give way to those of an older reading.
/// </summary>
public sealed partial class RefreshAccount(
    IAccountSource source, IAccountStore accounts, IControlStore control, ISenderStore senders, TimeProvider time, ILogger<RefreshAccount> log)
{
    /// <summary>How often SES is asked.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>How long SES may take for all the calls of one look: the sweep waits for it.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    /// <summary>Asks, if the last time is long enough ago and nobody else does meanwhile; false when SES could not be asked, and all stays as it was.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var known = await accounts.FindAsync(ct);
        var now = time.GetUtcNow();
        if (known is not null && now - known.ReadAt < Every && known.ReadAt <= now)
            return true;
        try
        {
            // What this reading may replace is seen before SES is asked: whatever is put in force after that comes from a newer one.
            var seen = (await control.ReadAsync(ct)).Limits.Version;
            // The allowlist before the identities: who comes on it while they are read is not among them yet.
            var listed = await senders.ListAsync(ct);
            var read = await AskAsync(ct);
            // Out of the sandbox nobody asks who is verified, and intake reads this with every submission.
            var kept = (read.Sandbox ? read : read with { Verified = [] }) with { Version = known?.Version ?? 0 };
            if (!await accounts.TryPutAsync(kept, ct))
                return true;
            await EnforceAsync(read, seen, ct);
            await RefreshSendersAsync(listed, read, ct);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            if (known?.IsStale(now) != false)
                Stale(log, known?.ReadAt, fault);
            else
                NotRead(log, fault.GetType().Name);
            return false;
        }
    }

    private async Task<AccountState> AskAsync(CancellationToken ct)
    {
        using var within = new CancellationTokenSource(Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, within.Token);
        return await source.ReadAsync(either.Token);
    }

    private async Task EnforceAsync(AccountState account, long seen, CancellationToken ct)
    {
        var state = await control.ReadAsync(ct);
        if (Reason(account) is { } reason)
        {
            if (!state.Paused || state.Fault is not null)
            {
                Stopped(log, reason);
                await control.PauseAsync(SendScope.All, reason, "ses", time.GetUtcNow(), ct);
            }
        }

        // An account that was shut down may have no rate at all, and there is no such limit.
        if (state.Fault is not null || account.MaxSendRate <= 0)
            return;
        // What others of the same account send is not ours to send.
        var others = Math.Max(0, account.SentLast24Hours - state.Day.At(DayUse.HourOf(time.GetUtcNow())).Used(Counter.All));
        var share = account.Enforcement == Enforcement.Probation ? SendLimits.HealthyBulkShare / 2 : SendLimits.HealthyBulkShare;
        if (share < state.Limits.BulkShare)
            OnProbation(log);
        await control.SetLimitsAsync(seen, Math.Clamp(account.MaxSendRate, SendLimits.MinRate, SendLimits.MaxRate), account.Max24HourSend - others is { } left ? Math.Max(0, left) : null, share, ct);
    }

    private static string? Reason(AccountState account) => account switch
    {
        { Enforcement: Enforcement.Shutdown } => "ses-shutdown",
        { SendingEnabled: false } => "ses-sending-disabled",
        _ => null,
    };

    private async Task RefreshSendersAsync(IReadOnlyList<Sender> listed, AccountState account, CancellationToken ct)
    {
        if (account.Verified.Count >= AccountState.MaxIdentities)
            return;
        foreach (var sender in listed)
        {
            var isVerified = account.Covers(sender.Identity);
            if (isVerified == (sender.Status == SenderStatus.Verified) || (!isVerified && sender.Status == SenderStatus.Failed))
                continue;
            if (await senders.SetStatusAsync(sender.Identity, isVerified ? SenderStatus.Verified : SenderStatus.Pending, ct))
                SenderChanged(log, isVerified);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The SES account could not be read ({Fault}); the last state stays in force.")]
    private static partial void NotRead(ILogger logger, string fault);

    [LoggerMessage(EventId = 7001, EventName = "AccountStale", Level = LogLevel.Error, Message = "The SES account was last read at {ReadAt}: its limits may be wrong.")]
    private static partial void Stale(ILogger logger, DateTimeOffset? readAt, Exception fault);

    [LoggerMessage(EventId = 7002, EventName = "AccountStopped", Level = LogLevel.Error, Message = "SES takes no mail ({Reason}): the service is paused.")]
    private static partial void Stopped(ILogger logger, string reason);

    [LoggerMessage(EventId = 7003, EventName = "AccountOnProbation", Level = LogLevel.Error, Message = "The SES account is on probation: bulk mail goes at half its rate.")]
    private static partial void OnProbation(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sender on the allowlist changed: verified {IsVerified}.")]
    private static partial void SenderChanged(ILogger logger, bool isVerified);
}
