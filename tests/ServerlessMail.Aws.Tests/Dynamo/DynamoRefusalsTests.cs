using ServerlessMail.Core.Refusals;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoRefusalsTests(Dynalite dynalite) : RefusalStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IRefusalStore Store => _data.Get<IRefusalStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
