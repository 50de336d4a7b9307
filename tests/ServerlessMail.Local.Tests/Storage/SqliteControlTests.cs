using ServerlessMail.Core.Control;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteControlTests : ControlStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IControlStore Store => _data.Get<IControlStore>();

    protected override Task MalformAsync() => _data.Database.WriteAsync(
        connection => connection.Execute("UPDATE control SET paused = 'perhaps'"), TestContext.Current.CancellationToken);

    public void Dispose() => _data.Dispose();
}
