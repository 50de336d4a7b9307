using ServerlessMail.Core.Control;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoGrantTests(Dynalite dynalite) : GrantContract
{
    private readonly DynamoData _data = new(dynalite);

    protected override IControlStore Store => _data.Get<IControlStore>();

    public override async ValueTask InitializeAsync()
    {
        await _data.CreateAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _data.DisposeAsync();
    }
}
