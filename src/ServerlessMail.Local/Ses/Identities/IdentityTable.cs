using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Mail;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Ses.Identities;

/// <summary>The simulated account's identities: addresses and domains with their verification status. Thread-safe, also between processes.</summary>
public sealed class IdentityTable(SqliteDatabase database, TimeProvider time)
{
    internal const string Success = "SUCCESS";
    internal const string Pending = "PENDING";

    /// <summary>An identity as SES compares it; null if it is neither an address nor a domain.</summary>
    internal static string? Normalise(string? identity)
    {
        if (EmailAddress.TryParse(identity, out var address))
            return address.ToString().ToLowerInvariant();
        return identity is not null && EmailAddress.TryDomain(identity, out var domain) ? domain : null;
    }

    /// <summary>What becomes of new identities, for every process on this data.</summary>
    public Task SetVerifyAsync(bool atOnce, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("UPDATE ses_account SET verify = $verify", ("$verify", atOnce ? "auto" : "manual")), ct);

    /// <summary>Adds an identity unless it is there; tells whether it is new.</summary>
    public Task<(bool IsNew, string Status)> EnsureAsync(string identity, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var isNew = connection.Execute(
                """
                INSERT INTO ses_identity (identity, status, created_at)
                SELECT $identity, CASE verify WHEN 'auto' THEN 'SUCCESS' ELSE 'PENDING' END, $now FROM ses_account WHERE true
                ON CONFLICT DO NOTHING
                """,
                ("$identity", identity),
                ("$now", time.GetUtcNow().ToUnixTimeMilliseconds())) == 1;
            return (isNew, Status(connection, identity) ?? Pending);
        },
        ct);

    /// <summary>Adds an identity that is verified, whatever becomes of others; one that is there is left as it is.</summary>
    public Task AddVerifiedAsync(string identity, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT INTO ses_identity (identity, status, created_at) VALUES ($identity, 'SUCCESS', $now) ON CONFLICT DO NOTHING",
            ("$identity", identity),
            ("$now", time.GetUtcNow().ToUnixTimeMilliseconds())),
        ct);

    internal Task<string?> FindAsync(string identity, CancellationToken ct) => database.ReadAsync(connection => Status(connection, identity), ct);

    /// <summary>Up to <paramref name="limit"/> identities that follow <paramref name="after"/>, in order.</summary>
    internal Task<List<(string Identity, string Status)>> ListAsync(string after, int limit, CancellationToken ct) => database.ReadAsync(
        connection => connection.Query(
            "SELECT identity, status FROM ses_identity WHERE identity > $after ORDER BY identity LIMIT $limit",
            row => (row.GetString(0), row.GetString(1)),
            ("$after", after),
            ("$limit", limit)),
        ct);

    internal Task<bool> RemoveAsync(string identity, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM ses_identity WHERE identity = $identity", ("$identity", identity)) == 1, ct);

    /// <summary>True when an address may be sent from, or to in the sandbox.</summary>
    internal static bool IsVerified(SqliteConnection connection, string address) => Covering(connection, address) is not null;

    /// <summary>The verified identity of an address: itself, or the nearest domain that it is in, since a verified domain covers those below it.</summary>
    internal static string? Covering(SqliteConnection connection, string address)
    {
        var identity = address.ToLowerInvariant();
        return Domains(identity).Prepend(identity).FirstOrDefault(known => Status(connection, known) == Success);
    }

    private static IEnumerable<string> Domains(string address)
    {
        for (var at = address.LastIndexOf('@'); at >= 0; at = address.IndexOf('.', at + 1))
            yield return address[(at + 1)..];
    }

    private static string? Status(SqliteConnection connection, string identity) =>
        connection.Scalar<string>("SELECT status FROM ses_identity WHERE identity = $identity", ("$identity", identity));
}
