using ServerlessMail.Core.Forms;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Counters in memory; those whose time is over are forgotten when the next one is counted.</summary>
public sealed class MemoryLimits(TimeProvider time) : ILimitStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Key, string Window), (int Count, DateTimeOffset Expires)> _counters = [];

    public FaultDoor Door { get; } = new();

    public Task<bool> TryCountAsync(string key, string window, int most, DateTimeOffset expires, CancellationToken ct) =>
        Door.PassAsync(nameof(TryCountAsync), () =>
        {
            lock (_gate)
            {
                foreach (var over in _counters.Where(counter => counter.Value.Expires <= time.GetUtcNow()).Select(counter => counter.Key).ToArray())
                    _counters.Remove(over);
                var count = _counters.GetValueOrDefault((key, window)).Count;
                if (count >= most)
                    return false;
                _counters[(key, window)] = (count + 1, expires);
                return true;
            }
        }, ct);
}
