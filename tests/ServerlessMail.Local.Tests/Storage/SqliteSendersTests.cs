using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteSendersTests : SenderStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override ISenderStore Store => _data.Get<ISenderStore>();

    public void Dispose() => _data.Dispose();
}
