using System.Text.Json;
using Microsoft.Data.Sqlite;
using ServerlessMail.Core;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>Messages in SQLite: the head as JSON beside the columns that are searched by.</summary>
internal sealed class SqliteMessages(SqliteDatabase database, TimeProvider time) : IMessageStore
{
    // Sorts after every moment and before every other letter that a key could go on with.
    private const string AfterMoments = "~";

    public Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct) => database.WriteAsync(connection =>
    {
        var added = connection.Execute(
            "INSERT INTO message (id, seq, due, head) VALUES ($id, $seq, $due, $head) ON CONFLICT DO NOTHING", Row(message)) == 1;
        if (added)
        {
            connection.Execute(
                "INSERT INTO draft (id, expires_at, body) VALUES ($id, $expires, $body)",
                ("$id", message.Id.ToString()),
                ("$expires", draftExpires.ToUnixTimeMilliseconds()),
                ("$body", JsonSerializer.Serialize(draft, CoreJson.Default.MailDraft)));
        }

        return added;
    }, ct);

    public Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            "SELECT head, body FROM message LEFT JOIN draft ON draft.id = message.id AND expires_at > $now WHERE message.id = $id",
            row => new StoredMessage(Head(row.GetString(0)), row.Text(1) is { } body ? Draft(body) : null),
            ("$id", id.ToString()),
            ("$now", time.GetUtcNow().ToUnixTimeMilliseconds())).SingleOrDefault(),
        ct);

    public Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) => database.WriteAsync(connection => Save(connection, before, after), ct);

    public Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct) => database.WriteAsync(connection =>
    {
        var saved = Save(connection, before, after);
        if (saved)
            connection.Execute("DELETE FROM draft WHERE id = $id", ("$id", after.Id.ToString()));
        return saved;
    }, ct);

    public Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        WorkAsync(WorkDue.MomentPrefix, WorkDue.At(now).Key, limit, ct);

    public Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) =>
        WorkAsync(where.Prefix, where.Prefix + AfterMoments, limit, ct);

    public Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct) => database.ReadAsync(
        connection => (int)connection.Scalar<long>(
            "SELECT COUNT(*) FROM (SELECT 1 FROM message WHERE due >= $from AND due <= $to LIMIT $limit)",
            ("$from", where.Prefix),
            ("$to", where.Prefix + AfterMoments),
            ("$limit", limit)),
        ct);

    public Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct)
    {
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var end = First(start.AddDays(1));
        return database.ReadAsync<IReadOnlyList<Message>>(
            connection => connection.Query(
                "SELECT head FROM message WHERE id >= $from AND id < $below ORDER BY id DESC LIMIT $limit",
                row => Head(row.GetString(0)),
                ("$from", First(start).ToString()),
                ("$below", (before < end ? before.Value : end).ToString()),
                ("$limit", limit)),
            ct);
    }

    private static bool Save(SqliteConnection connection, Message before, Message after) => connection.Execute(
        "UPDATE message SET seq = $seq, due = $due, head = $head WHERE id = $id AND seq = $before",
        [.. Row(after), ("$before", before.Seq)]) == 1;

    private Task<IReadOnlyList<MessageId>> WorkAsync(string from, string to, int limit, CancellationToken ct) => database.ReadAsync<IReadOnlyList<MessageId>>(
        connection => connection.Query(
            "SELECT id FROM message WHERE due >= $from AND due <= $to ORDER BY due LIMIT $limit",
            row => MessageId.Parse(row.GetString(0)),
            ("$from", from),
            ("$to", to),
            ("$limit", limit)),
        ct);

    /// <summary>The lowest id that a moment can have.</summary>
    internal static MessageId First(DateTimeOffset at) => MessageId.New(at, stackalloc byte[10]);

    private static (string, object?)[] Row(Message message) =>
    [
        ("$id", message.Id.ToString()),
        ("$seq", message.Seq),
        ("$due", message.Due?.Key),
        ("$head", JsonSerializer.Serialize(message, CoreJson.Default.Message)),
    ];

    private static Message Head(string json) =>
        JsonSerializer.Deserialize(json, CoreJson.Default.Message) ?? throw new JsonException("A message's head is null.");

    private static MailDraft Draft(string json) =>
        JsonSerializer.Deserialize(json, CoreJson.Default.MailDraft) ?? throw new JsonException("A message's draft is null.");
}
