using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Local.Storage;

/// <summary>The allowlist.</summary>
internal sealed class SqliteSenders(SqliteDatabase database) : ISenderStore
{
    private const string Columns = "identity, status, added_at, added_by";

    public Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct) => database.ReadAsync(connection => Find(connection, from), ct);

    public Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Sender>>(
        connection => connection.Query($"SELECT {Columns} FROM sender ORDER BY identity", Row), ct);

    public Task PutAsync(Sender sender, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            $"INSERT OR REPLACE INTO sender ({Columns}) VALUES ($identity, $status, $at, $by)",
            ("$identity", sender.Identity),
            ("$status", sender.Status.ToString()),
            ("$at", sender.AddedAt.ToUnixTimeMilliseconds()),
            ("$by", sender.AddedBy)),
        ct);

    public Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("UPDATE sender SET status = $status WHERE identity = $identity", ("$identity", identity), ("$status", status.ToString())) == 1, ct);

    public Task<bool> RemoveAsync(string identity, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM sender WHERE identity = $identity", ("$identity", identity)) == 1, ct);

    internal static Sender? Find(SqliteConnection connection, EmailAddress from) =>
        Sender.Covering(One(connection, from.ToString()), One(connection, from.Domain));

    private static Sender? One(SqliteConnection connection, string identity) =>
        connection.Query($"SELECT {Columns} FROM sender WHERE identity = $identity", Row, ("$identity", identity)).SingleOrDefault();

    private static Sender Row(SqliteDataReader row) =>
        new(row.GetString(0), Enum.Parse<SenderStatus>(row.GetString(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetString(3));
}
