using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Control;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoControlTests(Dynalite dynalite) : ControlStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IControlStore Store => _data.Get<IControlStore>();

    protected override Task MalformAsync() => _data.SetPausedAsync(new AttributeValue { S = "perhaps" });

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
