using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Account;

/// <summary>
/// Reads the SES account and puts what it says in force: the limits, a pause where nothing can be sent, the allowlist's statuses. Whoever takes
/// submissions then finds the account in the table. Two at once do no harm. Thread-safe.
/// </summary>
public sealed partial class RefreshAccount(
    IAccountSource source,
    IAccountStore accounts,
    IControlStore control,
    ISenderStore senders,
    SendTimings timings,
    TimeProvider time,
    ILogger<RefreshAccount> log)
{
    /// <summary>Who the records of its acts name.</summary>
    public const string By = "ses-account";

    /// <summary>What bulk mail may use of an account on probation.</summary>
    public const double ProbationBulkShare = SendLimits.HealthyBulkShare / 2;

    /// <summary>How long SES may take for all calls of one reading.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    /// <summary>An unchanged state is written again after this time, so that it is seen to be alive.</summary>
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    /// <summary>Before that moment this process need not look: it has just tried, or seen a state that is young enough.</summary>
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>Reads the account if the last reading, of any process, is older than <see cref="SendTimings.AccountEvery"/>.</summary>
    /// <returns>True when a reading was put in force.</returns>
    public async Task<bool> RunWhenDueAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (now < _notBefore)
            return false;
        if (await accounts.FindAsync(ct) is { } known && now - known.ReadAt is var age && age >= TimeSpan.Zero && age < timings.AccountEvery)
        {
            _notBefore = known.ReadAt + timings.AccountEvery;
            return false;
        }

        return await RunAsync(ct);
    }

    /// <summary>Reads the account now. Where SES cannot be asked, all stays as it was.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        _notBefore = time.GetUtcNow() + timings.AccountEvery;
        var before = await accounts.FindAsync(ct);
        // The allowlist before the identities: whoever comes on it later has its status from elsewhere.
        var listed = await senders.ListAsync(ct);
        if (await AskAsync(ct) is not { } reading)
        {
            TellAge(before);
            return false;
        }

        var state = reading.Kept();
        var open = await control.ReadAsync(ct);
        open = await PauseAsync(before, state, open, ct);
        await LimitAsync(state, open, ct);
        // After its effects: what did not come that far is done again. Before it, a change is told once.
        TellEnforcement(before, state);
        if (before is null || state.ReadAt - before.ReadAt >= WriteEvery || before with { ReadAt = state.ReadAt } != state)
            await accounts.TryPutAsync(state, ct);
        await RefreshSendersAsync(listed, reading, ct);
        return true;
    }

    private async Task<AccountReading?> AskAsync(CancellationToken ct)
    {
        using var within = new CancellationTokenSource(Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, within.Token);
        try
        {
            return await source.ReadAsync(either.Token);
        }
        catch (InvalidDataException fault)
        {
            NotUsable(log, fault.Message);
            return null;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            NotRead(log, fault.GetType().Name);
            return null;
        }
    }

    /// <summary>Stops everything when the account turns into one that cannot send. Only people let it go on.</summary>
    private async Task<ControlState> PauseAsync(AccountState? before, AccountState state, ControlState now, CancellationToken ct)
    {
        if (state.Stop is not { } reason || before?.Stop is not null)
            return now;
        AccountStopped(log, reason);
        // Somebody else's reason is not written over.
        if (now.Paused && now.Fault is null)
            return now;
        await control.PauseAsync(SendScope.All, reason, By, time.GetUtcNow(), ct);
        return await control.ReadAsync(ct);
    }

    private async Task LimitAsync(AccountState state, ControlState now, CancellationToken ct)
    {
        if (now.Fault is { } fault)
        {
            NoLimits(log, fault);
            return;
        }

        // An account that has been shut down may have no rate at all: it is paused, and there is no such limit.
        if (!(state.MaxSendRate > 0))
            return;
        var share = state.Enforcement == Enforcement.Healthy ? SendLimits.HealthyBulkShare : ProbationBulkShare;
        await control.SetLimitsAsync(state.MaxSendRate, Left(state, now), share, ct);
    }

    /// <summary>What others who send by the same account leave of its day; null where it has no limit.</summary>
    private long? Left(AccountState state, ControlState now)
    {
        if (state.Max24HourSend is not { } day)
            return null;
        var own = now.Day.At(DayUse.HourOf(time.GetUtcNow())).Used(Counter.All);
        return Math.Max(0, day - Math.Max(0, state.SentLast24Hours - own));
    }

    private async Task RefreshSendersAsync(IReadOnlyList<Sender> listed, AccountReading reading, CancellationToken ct)
    {
        foreach (var sender in listed)
        {
            if (reading.StatusOf(sender.Identity) is not { } status || status == sender.Status || !await senders.TrySetStatusAsync(sender, status, ct))
                continue;
            if (sender.Status == SenderStatus.Verified)
                SenderLost(log, status);
            else
                SenderChanged(log, sender.Status, status);
        }
    }

    private void TellEnforcement(AccountState? before, AccountState state)
    {
        var was = before?.Enforcement ?? Enforcement.Healthy;
        if (was == state.Enforcement)
            return;
        if (state.Enforcement == Enforcement.Probation)
            OnProbation(log);
        else if (state.Enforcement == Enforcement.Healthy)
            HealthyAgain(log, was);
    }

    private void TellAge(AccountState? before)
    {
        if (before is null)
            NeverRead(log);
        else if (before.IsStale(time.GetUtcNow()))
            Stale(log, (int)(time.GetUtcNow() - before.ReadAt).TotalMinutes);
    }

    [LoggerMessage(EventName = "AccountNotRead", Level = LogLevel.Warning, Message = "The SES account could not be read ({Fault}): what was read before stays in force.")]
    private static partial void NotRead(ILogger logger, string fault);

    [LoggerMessage(EventName = "AccountNotUsable", Level = LogLevel.Error, Message = "{Fault} What was read before stays in force.")]
    private static partial void NotUsable(ILogger logger, string fault);

    [LoggerMessage(EventName = "AccountStale", Level = LogLevel.Error, Message = "The state of the SES account is {Minutes} minutes old: its limits may have changed since.")]
    private static partial void Stale(ILogger logger, int minutes);

    [LoggerMessage(EventName = "AccountNeverRead", Level = LogLevel.Error, Message = "The SES account was never read: until it is, the least limits hold. Is ses:GetAccount and ses:ListEmailIdentities allowed?")]
    private static partial void NeverRead(ILogger logger);

    [LoggerMessage(EventName = "AccountStopped", Level = LogLevel.Critical, Message = "{Reason}: everything is paused. When that is settled, resume.")]
    private static partial void AccountStopped(ILogger logger, string reason);

    [LoggerMessage(EventName = "AccountOnProbation", Level = LogLevel.Error, Message = "AWS has put the SES account on probation: bulk mail keeps to half of its rate and day.")]
    private static partial void OnProbation(ILogger logger);

    [LoggerMessage(EventName = "AccountHealthy", Level = LogLevel.Information, Message = "The SES account is healthy again; it was {Before}.")]
    private static partial void HealthyAgain(ILogger logger, Enforcement before);

    [LoggerMessage(EventName = "AccountLimitsNotSet", Level = LogLevel.Error, Message = "The limits of the SES account cannot be put in force. {Fault}")]
    private static partial void NoLimits(ILogger logger, string fault);

    [LoggerMessage(EventName = "SenderLost", Level = LogLevel.Error, Message = "A sender on the allowlist is no longer verified with SES; it is {Status} now, and its mail is held. 'smail senders list' shows which.")]
    private static partial void SenderLost(ILogger logger, SenderStatus status);

    [LoggerMessage(EventName = "SenderChanged", Level = LogLevel.Information, Message = "A sender on the allowlist was {Before} with SES and is {Status} now.")]
    private static partial void SenderChanged(ILogger logger, SenderStatus before, SenderStatus status);
}
