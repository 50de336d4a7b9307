using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoFormsTests(Dynalite dynalite) : FormStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IFormStore Store => _data.Get<IFormStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
