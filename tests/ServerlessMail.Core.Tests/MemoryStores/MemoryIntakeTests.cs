using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryIntakeTests : IntakeStoreContract
{
    private readonly MemoryStore _store = new(TimeProvider.System);

    protected override IIntakeStore Store => _store.Intake;

    protected override IFormStore Forms => _store.Forms;

    protected override ISenderStore Senders => _store.Senders;

    protected override IControlStore Control => _store.Control;
}
