using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoSecretsTests(Dynalite dynalite) : SecretStoreContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override ISecretStore Store => _data.Get<ISecretStore>();

    protected override ISecretStore Another() => _data.Another().GetRequiredService<ISecretStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
