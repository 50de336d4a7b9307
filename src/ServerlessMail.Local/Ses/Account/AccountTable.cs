using Microsoft.Data.Sqlite;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Ses.Account;

/// <summary>The simulated account: its limits, and what is used of them. Thread-safe, also between processes.</summary>
internal sealed class AccountTable(SqliteDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public Task<SimulatedAccount> ReadAsync(CancellationToken ct) => database.ReadAsync(connection => Read(connection, time.GetUtcNow()), ct);

    public Task SetSendingAsync(bool enabled, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("UPDATE ses_account SET sending = $sending", ("$sending", enabled ? 1 : 0)), ct);

    /// <summary>The account, read as part of the caller's transaction.</summary>
    public static SimulatedAccount Read(SqliteConnection connection, DateTimeOffset now) => connection.Query(
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
    public static void Count(SqliteConnection connection, SimulatedAccount account, int recipients, int ofDay, DateTimeOffset now)
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
