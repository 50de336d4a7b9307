using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryLeasesTests : LeaseStoreContract
{
    protected override ILeaseStore Store { get; } = new MemoryLeases();
}
