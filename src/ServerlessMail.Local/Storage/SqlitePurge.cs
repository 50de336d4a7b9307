using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>Forgets what has had its time, as the table's TTL does on AWS: drafts, counters, and heads after <see cref="Retention.Trail"/>.</summary>
public sealed class SqlitePurge(SqliteDatabase database, TimeProvider time)
{
    /// <summary>Deletes all that is over; returns how many rows went.</summary>
    public Task<int> RunAsync(CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var now = time.GetUtcNow();
            var kept = now - Retention.Trail;
            return connection.Execute("DELETE FROM draft WHERE expires_at <= $now", ("$now", now.ToUnixTimeMilliseconds()))
                + connection.Execute("DELETE FROM usage_limit WHERE expires_at <= $now", ("$now", now.ToUnixTimeMilliseconds()))
                + connection.Execute("DELETE FROM client_post WHERE expires_at < $now", ("$now", now.ToUnixTimeMilliseconds()))
                + connection.Execute("DELETE FROM refusal WHERE hour < $kept", ("$kept", kept.ToUnixTimeMilliseconds()))
                + connection.Execute("DELETE FROM message WHERE id < $kept", ("$kept", SqliteMessages.First(kept).ToString()));
        },
        ct);
}
