using ServerlessMail.Core.Refusals;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteRefusalsTests : RefusalStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IRefusalStore Store => _data.Get<IRefusalStore>();

    public void Dispose() => _data.Dispose();
}
