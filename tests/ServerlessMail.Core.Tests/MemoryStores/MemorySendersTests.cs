using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemorySendersTests : SenderStoreContract
{
    protected override ISenderStore Store { get; } = new MemorySenders();
}
