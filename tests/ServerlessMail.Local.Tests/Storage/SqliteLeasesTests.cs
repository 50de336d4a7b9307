using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteLeasesTests : LeaseStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override ILeaseStore Store => _data.Get<ILeaseStore>();

    public void Dispose() => _data.Dispose();
}
