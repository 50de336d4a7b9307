using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteSecretsTests : SecretStoreContract, IDisposable
{
    private readonly SqliteData _data = new();
    private readonly ServiceProvider _another;

    public SqliteSecretsTests() => _another = _data.Another();

    protected override ISecretStore Store => _data.Get<ISecretStore>();

    public void Dispose()
    {
        _another.Dispose();
        _data.Dispose();
    }

    protected override ISecretStore Another() => _another.GetRequiredService<ISecretStore>();
}
