using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Local.Storage;

/// <summary>The SES account as it was last read: one row.</summary>
internal sealed class SqliteAccount(SqliteDatabase database) : IAccountStore
{
    private const string Columns = "max_send_rate, max_24_hour_send, sent_last_24_hours, sandbox, enforcement, sending_enabled, read_at, verified, verified_all";

    public Task<AccountState?> FindAsync(CancellationToken ct) => database.ReadAsync(Find, ct);

    public Task<bool> TryPutAsync(AccountState state, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            if (Find(connection) is { } known && known.ReadAt >= Milliseconds(state.ReadAt))
                return false;
            connection.Execute(
                $"INSERT OR REPLACE INTO account (id, {Columns}) VALUES (1, $rate, $day, $sent, $sandbox, $enforcement, $sending, $at, $verified, $all)",
                ("$rate", state.MaxSendRate),
                ("$day", state.Max24HourSend),
                ("$sent", state.SentLast24Hours),
                ("$sandbox", state.Sandbox ? 1 : 0),
                ("$enforcement", state.Enforcement.ToString()),
                ("$sending", state.SendingEnabled ? 1 : 0),
                ("$at", state.ReadAt.ToUnixTimeMilliseconds()),
                ("$verified", string.Join('\n', state.VerifiedIdentities.All)),
                ("$all", state.VerifiedIdentities.IsComplete ? 1 : 0));
            return true;
        },
        ct);

    internal static AccountState? Find(SqliteConnection connection) => connection.Query($"SELECT {Columns} FROM account", Row).SingleOrDefault();

    private static AccountState Row(SqliteDataReader row) => new(
        row.GetDouble(0),
        row.IsDBNull(1) ? null : row.GetInt64(1),
        row.GetInt64(2),
        row.GetInt64(3) == 1,
        Enum.Parse<Enforcement>(row.GetString(4)),
        row.GetInt64(5) == 1,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)))
    {
        VerifiedIdentities = VerifiedIdentities.Of(row.GetString(7).Split('\n', StringSplitOptions.RemoveEmptyEntries), row.GetInt64(8) == 1),
    };

    /// <summary>The moment as it is kept.</summary>
    private static DateTimeOffset Milliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
