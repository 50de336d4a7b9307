using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryMessagesTests : MessageStoreContract
{
    protected override IMessageStore Store { get; } = new MemoryMessages(TimeProvider.System);

    protected override TimeProvider Time => TimeProvider.System;
}
