using ServerlessMail.Core.Control;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteGrantTests : GrantContract
{
    private readonly SqliteData _data = new();

    protected override IControlStore Store => _data.Get<IControlStore>();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Dispose();
    }
}
