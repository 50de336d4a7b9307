using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteLimitsTests : LimitStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override ILimitStore Store => _data.Get<ILimitStore>();

    protected override TimeProvider Time => _data.Time;

    public void Dispose() => _data.Dispose();
}
