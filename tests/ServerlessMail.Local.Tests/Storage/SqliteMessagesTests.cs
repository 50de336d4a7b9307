using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteMessagesTests : MessageStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IMessageStore Store => _data.Get<SqliteMessages>();

    protected override TimeProvider Time => _data.Time;

    public void Dispose() => _data.Dispose();
}
