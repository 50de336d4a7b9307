using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of keys must do. Each test has an empty one of its own.</summary>
public abstract class SecretStoreContract
{
    protected abstract ISecretStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A second store on the same data, as another process would have it.</summary>
    protected abstract ISecretStore Another();

    [Fact]
    public async Task A_key_has_32_bytes_and_stays()
    {
        var key = await Store.GetOrCreateAsync("client-digest", Ct);

        Assert.Equal(32, key.Length);
        Assert.Contains(key.ToArray(), value => value != 0);
        Assert.Equal(key.ToArray(), (await Store.GetOrCreateAsync("client-digest", Ct)).ToArray());
        Assert.Equal(key.ToArray(), (await Another().GetOrCreateAsync("client-digest", Ct)).ToArray());
    }

    [Fact]
    public async Task Each_purpose_has_its_own_key() => Assert.NotEqual(
        (await Store.GetOrCreateAsync("client-digest", Ct)).ToArray(),
        (await Store.GetOrCreateAsync("trail", Ct)).ToArray());

    [Fact]
    public async Task Sixteen_first_callers_get_the_same_key()
    {
        var keys = await Race.RunAsync(async _ => Convert.ToHexString((await Another().GetOrCreateAsync("client-digest", Ct)).Span));

        Assert.Single(keys.Distinct());
    }
}
