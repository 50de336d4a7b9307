using ServerlessMail.Core.Audit;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryOperatorTrailTests : OperatorTrailContract
{
    protected override IOperatorTrail Trail { get; } = new MemoryOperatorTrail();
}
