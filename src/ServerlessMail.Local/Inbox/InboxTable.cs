using System.Text.Json;
using Microsoft.Data.Sqlite;
using MimeKit;
using ServerlessMail.Local.Ses.Sending;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Inbox;

/// <summary>Reads the mails that the simulator took. Thread-safe.</summary>
internal sealed class InboxTable(SqliteDatabase database)
{
    private const string Columns = "id, ses_id, sent_at, mail_from, mail_to, subject, snippet, attachments, recipients, tags";

    /// <summary>Up to <paramref name="limit"/> mails, newest first, from below <paramref name="before"/> on.</summary>
    public Task<List<InboxItem>> ListAsync(long? before, int limit, CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            $"SELECT {Columns} FROM ses_mail WHERE id < $before ORDER BY id DESC LIMIT $limit",
            Item,
            ("$before", before ?? long.MaxValue),
            ("$limit", limit)),
        ct);

    public Task<InboxMail?> FindAsync(long id, CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            $"SELECT {Columns}, source FROM ses_mail WHERE id = $id",
            row =>
            {
                var source = row.GetFieldValue<byte[]>(10);
                return new InboxMail(Item(row), MimeMessage.Load(new MemoryStream(source)), source);
            },
            ("$id", id)).SingleOrDefault(),
        ct);

    /// <summary>How many mails there are, and the number of the newest: what changes when the inbox does.</summary>
    public Task<(long Count, long Newest)> StateAsync(CancellationToken ct) => database.ReadAsync(
        connection => connection.Query("SELECT count(*), coalesce(max(id), 0) FROM ses_mail", row => (row.GetInt64(0), row.GetInt64(1))).Single(), ct);

    /// <summary>Deletes all mails; the trails of their messages stay.</summary>
    public Task ClearAsync(CancellationToken ct) => database.WriteAsync(connection => connection.Execute("DELETE FROM ses_mail"), ct);

    private static InboxItem Item(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        row.GetString(3),
        JsonSerializer.Deserialize(row.GetString(4), MailColumns.Default.IReadOnlyListString) ?? [],
        row.GetString(5),
        row.GetString(6),
        row.GetInt32(7),
        JsonSerializer.Deserialize(row.GetString(8), MailColumns.Default.IReadOnlyListString) ?? [],
        JsonSerializer.Deserialize(row.GetString(9), MailColumns.Default.IReadOnlyDictionaryStringString) ?? new Dictionary<string, string>(StringComparer.Ordinal));
}
