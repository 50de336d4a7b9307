using ServerlessMail.Core.Account;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoAccountsTests(Dynalite dynalite) : AccountStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IAccountStore Store => _data.Get<IAccountStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
