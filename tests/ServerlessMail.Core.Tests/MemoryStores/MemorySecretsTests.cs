using ServerlessMail.Core.Secrets;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemorySecretsTests : SecretStoreContract
{
    protected override ISecretStore Store { get; } = new MemorySecrets();

    protected override ISecretStore Another() => Store;
}
