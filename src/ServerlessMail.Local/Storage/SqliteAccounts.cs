using System.Text.Json;
using Microsoft.Data.Sqlite;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Local.Storage;

/// <summary>The account's state: one row.</summary>
internal sealed class SqliteAccounts(SqliteDatabase database) : IAccountStore
{
    public Task<AccountState?> FindAsync(CancellationToken ct) => database.ReadAsync(Find, ct);

    public Task PutAsync(AccountState state, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT OR REPLACE INTO account (id, state) VALUES (1, $state)", ("$state", JsonSerializer.Serialize(state, CoreJson.Default.AccountState))),
        ct);

    internal static AccountState? Find(SqliteConnection connection) => connection.Scalar<string>("SELECT state FROM account") is { } json
        ? JsonSerializer.Deserialize(json, CoreJson.Default.AccountState)
        : null;
}
