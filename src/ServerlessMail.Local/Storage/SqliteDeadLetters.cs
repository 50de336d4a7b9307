using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessMail.Core.Queues;

namespace ServerlessMail.Local.Storage;

/// <summary>
/// The dead letters in the queue table: returning one is one write, so nothing is there twice. A record keeps its age: the feedback is not
/// complete while an old event is on its way again.
/// </summary>
internal sealed class SqliteDeadLetters(SqliteDatabase database, TimeProvider time) : IDeadLetters
{
    /// <summary>How many are returned in one transaction: other writers wait meanwhile.</summary>
    private const int Step = 100;

    public Task<int?> CountAsync(ServiceQueue queue, CancellationToken ct) => database.ReadAsync<int?>(
        connection => (int)connection.Scalar<long>("SELECT count(*) FROM queue WHERE channel = $dead", ("$dead", DeadOf(queue))), ct);

    public Task<IReadOnlyList<DeadLetter>> ListAsync(ServiceQueue queue, int limit, CancellationToken ct) => database.ReadAsync<IReadOnlyList<DeadLetter>>(
        connection => connection.Query(
            "SELECT id, body, waits_since FROM queue WHERE channel = $dead ORDER BY waits_since, id LIMIT $limit",
            row => new DeadLetter(queue, row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
            ("$dead", DeadOf(queue)),
            ("$limit", limit)),
        ct);

    public async Task<bool> ReturnAsync(ServiceQueue queue, string id, CancellationToken ct) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await ReturnAsync(queue, [number], ct) == 1;

    public async IAsyncEnumerable<int> ReturnAllAsync(ServiceQueue queue, [EnumeratorCancellation] CancellationToken ct)
    {
        var dead = await database.ReadAsync(
            connection => connection.Query("SELECT id FROM queue WHERE channel = $dead ORDER BY id", row => row.GetInt64(0), ("$dead", DeadOf(queue))), ct);
        foreach (var some in dead.Chunk(Step))
            yield return await ReturnAsync(queue, some, ct);
    }

    private Task<int> ReturnAsync(ServiceQueue queue, long[] ids, CancellationToken ct) => database.WriteAsync(
        connection => ids.Sum(id => connection.Execute(
            "UPDATE queue SET channel = $channel, visible_at = $now, receives = 0, receipt = NULL WHERE id = $id AND channel = $dead",
            ("$channel", QueueTable.ChannelOf(queue)),
            ("$now", time.GetUtcNow().ToUnixTimeMilliseconds()),
            ("$id", id),
            ("$dead", DeadOf(queue)))),
        ct);

    private static string DeadOf(ServiceQueue queue) => QueueTable.DeadLettersOf(QueueTable.ChannelOf(queue));
}
