using System.Security.Cryptography;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Local.Storage;

/// <summary>Keys that the service made for itself.</summary>
internal sealed class SqliteSecrets(SqliteDatabase database) : ISecretStore
{
    private const string Find = "SELECT key FROM secret WHERE purpose = $purpose";

    public async Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct) =>
        await database.ReadAsync(connection => connection.Scalar<byte[]>(Find, ("$purpose", purpose)), ct) ?? await CreateAsync(purpose, ct);

    private Task<byte[]> CreateAsync(string purpose, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            connection.Execute(
                "INSERT INTO secret (purpose, key) VALUES ($purpose, $key) ON CONFLICT DO NOTHING",
                ("$purpose", purpose),
                ("$key", RandomNumberGenerator.GetBytes(32)));
            return connection.Scalar<byte[]>(Find, ("$purpose", purpose))!; // it was just written, or was there
        },
        ct);
}
