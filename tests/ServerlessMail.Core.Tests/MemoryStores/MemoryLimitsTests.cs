using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryLimitsTests : LimitStoreContract
{
    protected override ILimitStore Store { get; } = new MemoryLimits(TimeProvider.System);

    protected override TimeProvider Time => TimeProvider.System;
}
