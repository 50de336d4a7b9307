using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryFormsTests : FormStoreContract
{
    protected override IFormStore Store { get; } = new MemoryForms();
}
