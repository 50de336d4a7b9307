using ServerlessMail.Core.Account;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteAccountsTests : AccountStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IAccountStore Store => _data.Get<IAccountStore>();

    public void Dispose() => _data.Dispose();
}
