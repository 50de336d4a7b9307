using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Counted refusals in memory.</summary>
public sealed class MemoryRefusals : IRefusalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, DateTimeOffset Hour, string Reason), RefusalCount> _counts = [];

    public FaultDoor Door { get; } = new();

    public Task RecordAsync(string scope, string reason, DateTimeOffset at, string sample, CancellationToken ct) =>
        Door.PassAsync(nameof(RecordAsync), () =>
        {
            var hour = RefusalCount.HourOf(at);
            lock (_gate)
            {
                var known = _counts.GetValueOrDefault((scope, hour, reason)) ?? new RefusalCount(hour, reason, 0, []);
                return _counts[(scope, hour, reason)] = known with
                {
                    Count = known.Count + 1,
                    Samples = known.Samples.Length < RefusalCount.MaxSamples && !known.Samples.Contains(sample) ? known.Samples.Add(sample) : known.Samples,
                };
            }
        }, ct);

    public Task<IReadOnlyList<RefusalCount>> ReadAsync(string scope, DateTimeOffset since, CancellationToken ct) =>
        Door.PassAsync(nameof(ReadAsync), IReadOnlyList<RefusalCount> () =>
        {
            var hour = RefusalCount.HourOf(since);
            lock (_gate)
            {
                return [.. _counts.Where(count => count.Key.Scope == scope && count.Key.Hour >= hour).Select(count => count.Value)
                    .OrderBy(count => count.Hour).ThenBy(count => count.Reason, StringComparer.Ordinal)];
            }
        }, ct);
}
