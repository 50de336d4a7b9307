using ServerlessMail.Core.Forms;

namespace ServerlessMail.Local.Storage;

/// <summary>Counters with an end.</summary>
internal sealed class SqliteLimits(SqliteDatabase database) : ILimitStore
{
    public Task<bool> TryCountAsync(string key, string window, int most, DateTimeOffset expires, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO usage_limit (key, span, count, expires_at) SELECT $key, $span, 1, $expires WHERE $most > 0
            ON CONFLICT DO UPDATE SET count = count + 1, expires_at = $expires WHERE count < $most
            """,
            ("$key", key),
            ("$span", window),
            ("$most", most),
            ("$expires", expires.ToUnixTimeMilliseconds())) == 1,
        ct);
}
