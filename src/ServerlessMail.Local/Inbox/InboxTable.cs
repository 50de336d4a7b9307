using System.Text.Json;
using Microsoft.Data.Sqlite;
using MimeKit;
using ServerlessMail.Local.Ses.Sending;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Inbox;

/// <summary>The mails that the simulator took. What is deleted here is only no longer shown: trails, events and quota stay. Thread-safe.</summary>
internal sealed class InboxTable(SqliteDatabase database)
{
    private const string Columns =
        "id, ses_id, sent_at, seen, mail_from, mail_to, subject, snippet, attachments, length(source), recipients, tags";

    /// <summary>Up to <paramref name="limit"/> mails, newest first, from below <paramref name="before"/> on, that hold every searched word.</summary>
    public Task<List<InboxItem>> ListAsync(long? before, int limit, string? search, CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            $"""
            SELECT {Columns} FROM ses_mail
            WHERE id < $before AND NOT EXISTS (
                SELECT 1 FROM json_each($words)
                WHERE mail_from || ' ' || recipients || ' ' || mail_to || ' ' || subject || ' ' || snippet || ' ' || tags || ' ' || ses_id NOT LIKE value ESCAPE '\')
            ORDER BY id DESC LIMIT $limit
            """,
            Item,
            ("$before", before ?? long.MaxValue),
            ("$words", Words(search)),
            ("$limit", limit)),
        ct);

    public Task<InboxMail?> FindAsync(long id, CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            $"SELECT {Columns}, source FROM ses_mail WHERE id = $id",
            row =>
            {
                var source = row.GetFieldValue<byte[]>(12);
                return new InboxMail(Item(row), MimeMessage.Load(new MemoryStream(source)), source);
            },
            ("$id", id)).SingleOrDefault(),
        ct);

    public Task<InboxState> StateAsync(CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            "SELECT count(*), coalesce(max(id), 0), coalesce(sum(seen = 0), 0) FROM ses_mail",
            row => new InboxState(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))).Single(),
        ct);

    /// <summary>Notes that somebody has opened a mail.</summary>
    public Task SeeAsync(long id, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("UPDATE ses_mail SET seen = 1 WHERE id = $id", ("$id", id)), ct);

    /// <summary>Deletes one mail; false if it is not there.</summary>
    public Task<bool> RemoveAsync(long id, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM ses_mail WHERE id = $id", ("$id", id)) == 1, ct);

    /// <summary>Deletes all mails.</summary>
    public Task ClearAsync(CancellationToken ct) => database.WriteAsync(connection => connection.Execute("DELETE FROM ses_mail"), ct);

    private static string Words(string? search) => JsonSerializer.Serialize(
        [.. (search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => $"%{Literal(word)}%")],
        MailColumns.Legible.IReadOnlyListString);

    private static string Literal(string word) => word
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private static InboxItem Item(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        row.GetInt64(3) == 1,
        row.GetString(4),
        Texts(row.GetString(5)),
        row.GetString(6),
        row.GetString(7),
        row.GetInt32(8),
        row.GetInt64(9),
        Texts(row.GetString(10)),
        JsonSerializer.Deserialize(row.GetString(11), MailColumns.Legible.IReadOnlyDictionaryStringString) ?? new Dictionary<string, string>(StringComparer.Ordinal));

    private static IReadOnlyList<string> Texts(string json) => JsonSerializer.Deserialize(json, MailColumns.Legible.IReadOnlyListString) ?? [];
}
