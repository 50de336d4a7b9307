using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteFormsTests : FormStoreContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override IFormStore Store => _data.Get<IFormStore>();

    public void Dispose() => _data.Dispose();
}
