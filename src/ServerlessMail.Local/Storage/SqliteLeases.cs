using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Local.Storage;

/// <summary>Leases: a row each.</summary>
internal sealed class SqliteLeases(SqliteDatabase database) : ILeaseStore
{
    public Task<bool> TryTakeAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO lease (name, holder, until_at) VALUES ($name, $holder, $until)
            ON CONFLICT DO UPDATE SET holder = $holder, until_at = $until WHERE holder = $holder OR until_at <= $now
            """,
            ("$name", name),
            ("$holder", holder),
            ("$until", until.ToUnixTimeMilliseconds()),
            ("$now", now.ToUnixTimeMilliseconds())) == 1,
        ct);
}
