using ServerlessMail.Core.Refusals;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryRefusalsTests : RefusalStoreContract
{
    protected override IRefusalStore Store { get; } = new MemoryRefusals();
}
