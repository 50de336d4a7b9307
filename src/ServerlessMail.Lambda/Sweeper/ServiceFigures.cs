using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Lambda.Metrics;

namespace ServerlessMail.Lambda.Sweeper;

/// <summary>How the service stands, for the alarms: whether it is paused, how old the account's state is, and what waits for a person.</summary>
internal sealed class ServiceFigures(IControlStore control, IAccountStore account, IMessageStore messages, EmbeddedMetrics metrics, TimeProvider time)
{
    /// <summary>Mail leaves nowhere: 1; else 0. A control item that cannot be used stops all mail too.</summary>
    public const string Paused = nameof(Paused);

    /// <summary>How many scopes are stopped by themselves.</summary>
    public const string ScopesStopped = nameof(ScopesStopped);

    /// <summary>How long ago the SES account was read; not told while it never was.</summary>
    public const string AccountAgeSeconds = nameof(AccountAgeSeconds);

    /// <summary>Messages that wait for an operator's decision, counted up to 100.</summary>
    public const string WaitingForOperator = nameof(WaitingForOperator);

    private const int CountTo = 100;

    public async Task TellAsync(CancellationToken ct)
    {
        var state = await control.ReadAsync(ct);
        metrics.Set(Paused, !state.Open || state.FaultAt(time.GetUtcNow()) is not null ? 1 : 0);
        metrics.Set(ScopesStopped, state.Stops.Count);
        metrics.Set(WaitingForOperator, await messages.CountParkedAsync(Parking.For(HoldReason.Operator), CountTo, ct));
        if (await account.FindAsync(ct) is { } known)
            metrics.Set(AccountAgeSeconds, Math.Max(0, (time.GetUtcNow() - known.ReadAt).TotalSeconds));
    }
}
