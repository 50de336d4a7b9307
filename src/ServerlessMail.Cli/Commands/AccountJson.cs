using ServerlessMail.Core.Account;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Cli.Commands;

/// <summary>The SES account as it was last read; <c>stale</c> when that is more than 15 minutes ago.</summary>
internal sealed record AccountJson(
    DateTimeOffset ReadAt, bool Stale, bool Sandbox, string Enforcement, bool SendingEnabled, double MaxSendRate, long? Max24HourSend, long SentLast24Hours)
{
    public static AccountJson? Of(AccountState? account, DateTimeOffset now) => account is null
        ? null
        : new(
            account.ReadAt, account.IsStale(now), account.Sandbox, ReasonCode.Of(account.Enforcement), account.SendingEnabled, account.MaxSendRate, account.Max24HourSend,
            account.SentLast24Hours);
}
