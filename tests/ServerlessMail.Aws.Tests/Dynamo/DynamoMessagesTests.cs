using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoMessagesTests(Dynalite dynalite) : MessageStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IMessageStore Store => _data.Get<DynamoMessages>();

    protected override TimeProvider Time => _data.Time;

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
