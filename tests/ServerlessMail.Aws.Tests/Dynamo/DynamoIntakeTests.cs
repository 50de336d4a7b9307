using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoIntakeTests(Dynalite dynalite) : IntakeStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IIntakeStore Store => _data.Get<IIntakeStore>();

    protected override IFormStore Forms => _data.Get<IFormStore>();

    protected override ISenderStore Senders => _data.Get<ISenderStore>();

    protected override IControlStore Control => _data.Get<IControlStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
