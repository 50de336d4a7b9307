using ServerlessMail.Core.Audit;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteOperatorTrailTests : OperatorTrailContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IOperatorTrail Trail => _data.Get<IOperatorTrail>();

    public void Dispose() => _data.Dispose();
}
