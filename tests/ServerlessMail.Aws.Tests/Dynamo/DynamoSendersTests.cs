using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoSendersTests(Dynalite dynalite) : SenderStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override ISenderStore Store => _data.Get<ISenderStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
