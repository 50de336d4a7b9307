using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Simulation.Links;

/// <summary>Keys that a process reads once in its life, over whichever of its ways asks first.</summary>
internal sealed class RememberedSecrets(Dictionary<string, ReadOnlyMemory<byte>> known, ISecretStore secrets) : ISecretStore
{
    public async Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct) =>
        known.TryGetValue(purpose, out var key) ? key : known[purpose] = await secrets.GetOrCreateAsync(purpose, ct);
}
