using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoLimitsTests(Dynalite dynalite) : LimitStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override ILimitStore Store => _data.Get<ILimitStore>();

    protected override TimeProvider Time => _data.Time;

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
