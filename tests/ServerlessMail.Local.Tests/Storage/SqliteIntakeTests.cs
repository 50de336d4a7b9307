using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteIntakeTests : IntakeStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IIntakeStore Store => _data.Get<IIntakeStore>();

    protected override IFormStore Forms => _data.Get<IFormStore>();

    protected override ISenderStore Senders => _data.Get<ISenderStore>();

    protected override IControlStore Control => _data.Get<IControlStore>();

    public void Dispose() => _data.Dispose();
}
