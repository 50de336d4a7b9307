using System.Text.Json;
using Microsoft.Data.Sqlite;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Local.Storage;

/// <summary>The account's state: one row.</summary>
internal sealed class SqliteAccounts(SqliteDatabase database) : IAccountStore
{
    public Task<AccountState?> FindAsync(CancellationToken ct) => database.ReadAsync(Find, ct);

    public Task<bool> TryPutAsync(AccountState state, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            if ((Find(connection)?.Version ?? 0) != state.Version)
                return false;
            var next = JsonSerializer.Serialize(state with { Version = state.Version + 1 }, CoreJson.Default.AccountState);
            connection.Execute("INSERT OR REPLACE INTO account (id, state) VALUES (1, $state)", ("$state", next));
            return true;
        },
        ct);

    internal static AccountState? Find(SqliteConnection connection) => connection.Scalar<string>("SELECT state FROM account") is { } json
        ? JsonSerializer.Deserialize(json, CoreJson.Default.AccountState)
        : null;
}
