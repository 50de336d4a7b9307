using ServerlessMail.Core.Account;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryAccountsTests : AccountStoreContract
{
    protected override IAccountStore Store { get; } = new MemoryAccounts();
}
