using System.Security.Cryptography;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Keys in memory.</summary>
public sealed class MemorySecrets : ISecretStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _keys = [];

    public FaultDoor Door { get; } = new();

    public Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct) => Door.PassAsync(nameof(GetOrCreateAsync), ReadOnlyMemory<byte> () =>
    {
        lock (_gate)
        {
            if (!_keys.TryGetValue(purpose, out var key))
                _keys[purpose] = key = RandomNumberGenerator.GetBytes(32);
            return key;
        }
    }, ct);
}
