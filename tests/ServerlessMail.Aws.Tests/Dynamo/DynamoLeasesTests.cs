using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoLeasesTests(Dynalite dynalite) : LeaseStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override ILeaseStore Store => _data.Get<ILeaseStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
