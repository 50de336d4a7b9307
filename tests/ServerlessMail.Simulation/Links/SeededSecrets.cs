using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Simulation.Links;

/// <summary>Keys that repeat with the world.</summary>
internal sealed class SeededSecrets : ISecretStore
{
    public Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct) => Task.FromResult<ReadOnlyMemory<byte>>(new byte[32]);
}
