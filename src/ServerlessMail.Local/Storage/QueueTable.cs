using System.Globalization;
using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;

namespace ServerlessMail.Local.Storage;

/// <summary>
/// Durable queues in one table, told apart by their channel: visibility timeouts, delays, and dead letters, as SQS has them. Thread-safe,
/// also between processes.
/// </summary>
public sealed class QueueTable(SqliteDatabase database, TimeProvider time)
{
    /// <summary>What SES tells afterwards.</summary>
    public const string Feedback = "feedback";

    /// <summary>How often a record is delivered before it is taken for poison and put with the dead letters.</summary>
    public const int MaxReceives = 10;

    private const string DeadLetters = "-dead";

    /// <summary>The channel of one of the service's queues.</summary>
    public static string ChannelOf(ServiceQueue queue) => queue switch
    {
        ServiceQueue.Urgent => "urgent",
        ServiceQueue.Normal => "normal",
        ServiceQueue.Bulk => "bulk",
        ServiceQueue.Feedback => Feedback,
    };

    /// <summary>The channel where poison of another ends.</summary>
    public static string DeadLettersOf(string channel) => channel + DeadLetters;

    /// <summary>Puts a record in as part of the caller's transaction.</summary>
    public static void Enqueue(SqliteConnection connection, string channel, string body, DateTimeOffset visibleAt) => connection.Execute(
        "INSERT INTO queue (channel, body, waits_since, visible_at) VALUES ($channel, $body, $at, $at)",
        ("$channel", channel),
        ("$body", body),
        ("$at", visibleAt.ToUnixTimeMilliseconds()));

    public Task SendAsync(string channel, string body, CancellationToken ct) => SendAsync(channel, body, TimeSpan.Zero, ct);

    /// <summary>Puts a record in that nobody receives before its delay is over.</summary>
    public Task SendAsync(string channel, string body, TimeSpan delay, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            Enqueue(connection, channel, body, time.GetUtcNow() + delay);
            return true;
        },
        ct);

    /// <summary>How many records there are, hidden and delayed ones included.</summary>
    public Task<int> DepthAsync(string channel, CancellationToken ct) => database.ReadAsync(
        connection => (int)connection.Scalar<long>("SELECT count(*) FROM queue WHERE channel = $channel", ("$channel", channel)), ct);

    /// <summary>Up to <paramref name="limit"/> (1 to 10) records, hidden for that long.</summary>
    public async Task<IReadOnlyList<QueueRecord>> ReceiveAsync(string channel, int limit, TimeSpan hidden, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10);
        var now = time.GetUtcNow();
        // An idle worker asks often: it should not take the writers' turn to learn that there is nothing.
        return await database.ReadAsync(connection => IsAnyVisible(connection, channel, now), ct)
            ? await database.WriteAsync<IReadOnlyList<QueueRecord>>(connection => Receive(connection, channel, limit, now, now + hidden), ct)
            : [];
    }

    /// <summary>Takes a record away for good, if its delivery is still the last one.</summary>
    public Task DeleteAsync(string receipt, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            "DELETE FROM queue WHERE id = $id AND receipt = $receipt", ("$id", IdOf(receipt)), ("$receipt", receipt)),
        ct);

    /// <summary>Since when the record that waits longest does so, dead letters included; null when there is none.</summary>
    public Task<DateTimeOffset?> OldestAsync(string channel, CancellationToken ct) => database.ReadAsync<DateTimeOffset?>(
        connection => connection.Scalar<long?>(
            "SELECT min(waits_since) FROM queue WHERE channel IN ($channel, $dead)", ("$channel", channel), ("$dead", DeadLettersOf(channel))) is { } oldest
            ? DateTimeOffset.FromUnixTimeMilliseconds(oldest)
            : null,
        ct);

    private static bool IsAnyVisible(SqliteConnection connection, string channel, DateTimeOffset now) => connection.Scalar<long?>(
        "SELECT 1 FROM queue WHERE channel = $channel AND visible_at <= $now LIMIT 1",
        ("$channel", channel),
        ("$now", now.ToUnixTimeMilliseconds())) is not null;

    private static List<QueueRecord> Receive(SqliteConnection connection, string channel, int limit, DateTimeOffset now, DateTimeOffset visibleAt)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (!channel.EndsWith(DeadLetters, StringComparison.Ordinal))
            BuryPoison(connection, channel, at);
        return connection.Query(
            """
            UPDATE queue SET visible_at = $until, receives = receives + 1, receipt = id || '-' || (receives + 1)
            WHERE id IN (SELECT id FROM queue WHERE channel = $channel AND visible_at <= $now ORDER BY visible_at LIMIT $limit)
            RETURNING body, receipt, receives, waits_since
            """,
            row => new QueueRecord(row.GetString(0), row.GetString(1), row.GetInt32(2)) { QueuedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)) },
            ("$channel", channel),
            ("$now", at),
            ("$until", visibleAt.ToUnixTimeMilliseconds()),
            ("$limit", limit));
    }

    private static void BuryPoison(SqliteConnection connection, string channel, long at) => connection.Execute(
        "UPDATE queue SET channel = $dead WHERE channel = $channel AND visible_at <= $now AND receives >= $most",
        ("$channel", channel),
        ("$dead", DeadLettersOf(channel)),
        ("$now", at),
        ("$most", MaxReceives));

    private static long IdOf(string receipt) => long.Parse(receipt.AsSpan(0, receipt.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
