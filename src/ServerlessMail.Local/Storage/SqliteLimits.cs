using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>Counters with an end, and what clients posted last.</summary>
internal sealed class SqliteLimits(SqliteDatabase database) : ILimitStore
{
    public Task<bool> TryCountAsync(string key, LimitWindow window, CancellationToken ct) =>
        database.WriteAsync(connection => TryCount(connection, key, window), ct);

    public Task<MessageId?> TryEnterAsync(ClientPost post, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            if (post.Window is { } window && !TryCount(connection, post.Key, window))
                return (MessageId?)null;
            var first = connection.Scalar<string>("SELECT id FROM client_post WHERE key = $key AND digest = $digest", ("$key", post.Key), ("$digest", post.Digest));
            if (MessageId.TryParse(first, out var known) && post.Repeats(known))
                return known;
            connection.Execute(
                "INSERT OR REPLACE INTO client_post (key, digest, id, expires_at) VALUES ($key, $digest, $id, $expires)",
                ("$key", post.Key),
                ("$digest", post.Digest),
                ("$id", post.Id.ToString()),
                ("$expires", post.Expires.ToUnixTimeMilliseconds()));
            return post.Id;
        },
        ct);

    private static bool TryCount(SqliteConnection connection, string key, LimitWindow window) => connection.Execute(
        """
        INSERT INTO usage_limit (key, span, count, expires_at) SELECT $key, $span, 1, $expires WHERE $most > 0
        ON CONFLICT DO UPDATE SET count = count + 1, expires_at = $expires WHERE count < $most
        """,
        ("$key", key),
        ("$span", window.Name),
        ("$most", window.Most),
        ("$expires", window.Ends.ToUnixTimeMilliseconds())) == 1;
}
