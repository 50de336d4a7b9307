using ServerlessMail.Core.Control;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryControlTests : ControlStoreContract
{
    private readonly MemoryControl _control = new();

    protected override IControlStore Store => _control;

    protected override Task MalformAsync()
    {
        _control.Malform("The attribute paused is neither true nor false.");
        return Task.CompletedTask;
    }
}
