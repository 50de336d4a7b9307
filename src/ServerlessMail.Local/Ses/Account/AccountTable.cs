using Microsoft.Data.Sqlite;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Ses.Account;

/// <summary>The simulated account: its limits, and what is used of them. Thread-safe, also between processes.</summary>
public sealed class AccountTable(SqliteDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    internal Task<SimulatedAccount> ReadAsync(CancellationToken ct) => database.ReadAsync(connection => Read(connection, time.GetUtcNow()), ct);

    public async Task<bool> IsSandboxedAsync(CancellationToken ct) => (await ReadAsync(ct)).IsSandboxed;

    internal Task SetSendingAsync(bool enabled, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("UPDATE ses_account SET sending = $sending", ("$sending", enabled ? 1 : 0)), ct);

    /// <summary>Puts the account into the sandbox or takes it out, with the limits that go with it; one that is there already keeps its own.</summary>
    public Task SetSandboxAsync(bool isSandboxed, CancellationToken ct) => ChangeAsync(new AccountChange { Sandbox = isSandboxed }, ct);

    /// <summary>Makes a change and tells the account as it is then. A new rate begins with a full bucket.</summary>
    internal Task<SimulatedAccount> ChangeAsync(AccountChange asked, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var now = time.GetUtcNow();
            var change = asked.For(Read(connection, now));
            connection.Execute(
                """
                UPDATE ses_account SET
                    sandbox = coalesce($sandbox, sandbox),
                    rate_at = iif($rate IS NULL, rate_at, 0),
                    max_send_rate = coalesce($rate, max_send_rate),
                    max_24_hour_send = coalesce($day, max_24_hour_send),
                    sending = coalesce($sending, sending),
                    enforcement = coalesce($enforcement, enforcement),
                    verify = coalesce($verify, verify)
                """,
                ("$sandbox", change.Sandbox),
                ("$rate", change.MaxSendRate),
                ("$day", change.Max24HourSend),
                ("$sending", change.SendingEnabled),
                ("$enforcement", change.Enforcement?.ToString().ToUpperInvariant()),
                ("$verify", change.Verify));
            return Read(connection, now);
        },
        ct);

    /// <summary>The account, read as part of the caller's transaction.</summary>
    internal static SimulatedAccount Read(SqliteConnection connection, DateTimeOffset now) => connection.Query(
        """
        SELECT sending, sandbox, verify, max_send_rate, max_24_hour_send, enforcement, rate_tokens, rate_at,
               used - (SELECT coalesce(sum(recipients), 0) FROM ses_usage WHERE sent_at <= $old)
        FROM ses_account
        """,
        row => new SimulatedAccount(
            row.GetInt64(0) == 1,
            row.GetInt64(1) == 1,
            row.GetString(2) == "auto",
            row.GetDouble(3),
            row.GetInt64(4),
            Enum.Parse<EnforcementStatus>(row.GetString(5), ignoreCase: true),
            new RateBucket(row.GetDouble(6), DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(7))).Filled(now, row.GetDouble(3)),
            row.GetInt64(8)),
        ("$old", Oldest(now))).Single();

    /// <summary>Counts a send that was taken, and forgets what no quota counts any more.</summary>
    /// <param name="connection">The caller's transaction.</param>
    /// <param name="account">The account as the send found it.</param>
    /// <param name="recipients">All recipients: the rate counts each.</param>
    /// <param name="ofDay">Those that the day counts.</param>
    /// <param name="now">When it was taken.</param>
    internal static void Count(SqliteConnection connection, SimulatedAccount account, int recipients, int ofDay, DateTimeOffset now)
    {
        connection.Execute("DELETE FROM ses_usage WHERE sent_at <= $old", ("$old", Oldest(now)));
        if (ofDay > 0)
            connection.Execute(
                "INSERT INTO ses_usage (sent_at, recipients) VALUES ($at, $recipients)", ("$at", now.ToUnixTimeMilliseconds()), ("$recipients", ofDay));
        var bucket = account.Bucket.Without(recipients);
        connection.Execute(
            "UPDATE ses_account SET used = $used, rate_tokens = $tokens, rate_at = $at",
            ("$used", account.SentLast24Hours + ofDay),
            ("$tokens", bucket.Tokens),
            ("$at", (bucket.At - DateTimeOffset.UnixEpoch).Ticks));
    }

    private static long Oldest(DateTimeOffset now) => (now - Day).ToUnixTimeMilliseconds();
}
