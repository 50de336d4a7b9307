using System.Collections.Concurrent;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The identities of an account, as a test sets them.</summary>
public sealed class MemoryIdentities : ISenderIdentities
{
    private readonly ConcurrentDictionary<string, SenderStatus> _known = [];

    public FaultDoor Door { get; } = new();

    /// <summary>What an identity is that nobody has set: as a fresh one with SES, it waits for its proof.</summary>
    public SenderStatus Fresh { get; set; } = SenderStatus.Pending;

    /// <summary>What was asked about so far.</summary>
    public IReadOnlyCollection<string> Known => [.. _known.Keys];

    public void Set(string identity, SenderStatus status) => _known[identity] = status;

    public Task<SenderStatus> EnsureAsync(string identity, CancellationToken ct) =>
        Door.PassAsync(nameof(EnsureAsync), () => _known.GetOrAdd(identity, Fresh), ct);
}
