using ServerlessMail.Core.Control;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryGrantTests : GrantContract
{
    protected override IControlStore Store { get; } = new MemoryControl();
}
