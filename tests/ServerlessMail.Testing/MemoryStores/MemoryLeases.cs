using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Leases in memory.</summary>
public sealed class MemoryLeases : ILeaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Holder, DateTimeOffset Until)> _leases = [];

    public FaultDoor Door { get; } = new();

    public Task<bool> TryTakeAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) => Door.PassAsync(nameof(TryTakeAsync), () =>
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(name, out var lease) && lease.Holder != holder && lease.Until > now)
                return false;
            _leases[name] = (holder, until);
            return true;
        }
    }, ct);
}
