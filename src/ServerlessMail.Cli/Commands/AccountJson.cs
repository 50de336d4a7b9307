using ServerlessMail.Core.Account;

namespace ServerlessMail.Cli.Commands;

/// <summary>
/// The SES account as the sweeper last read it. <c>enforcement</c> is healthy, probation or shutdown; <c>max24HourSend</c> is null where there is no
/// limit; <c>stale</c> is true when <c>readAt</c> is more than 15 minutes ago.
/// </summary>
internal sealed record AccountJson(
    bool Sandbox,
    string Enforcement,
    bool SendingEnabled,
    double MaxSendRate,
    long? Max24HourSend,
    long SentLast24Hours,
    DateTimeOffset ReadAt,
    bool Stale)
{
    public static AccountJson? Of(AccountState? state, DateTimeOffset now) => state is null ? null : new AccountJson(
        state.Sandbox,
        state.Enforcement.ToString().ToLowerInvariant(),
        state.SendingEnabled,
        state.MaxSendRate,
        state.Max24HourSend,
        state.SentLast24Hours,
        state.ReadAt,
        state.IsStale(now));
}
