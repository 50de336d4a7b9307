using System.Globalization;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The lanes' queues in memory, with visibility by the given clock. It delivers again what was not deleted in time, without end.</summary>
public sealed class MemoryQueue(TimeProvider time) : IMessageQueue
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _receipts;

    public FaultDoor Door { get; } = new();

    /// <summary>How many records a lane has, hidden ones included.</summary>
    public int Count(Lane lane)
    {
        lock (_gate)
            return _entries.Count(entry => entry.Lane == lane);
    }

    public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, IMessageQueue.LongestDelay);
        return Door.PassAsync(nameof(SendAsync), () => Put(lane, id.ToString(), TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds))), ct);
    }

    public Task<int> DepthAsync(Lane lane, CancellationToken ct) => Door.PassAsync(nameof(DepthAsync), () => Count(lane), ct);

    /// <summary>Puts in what is no id: a record by somebody else.</summary>
    public bool Put(Lane lane, string body, TimeSpan delay = default)
    {
        lock (_gate)
            _entries.Add(new Entry(lane, body) { VisibleAt = time.GetUtcNow() + delay });
        return true;
    }

    public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10);
        return Door.PassAsync(nameof(ReceiveAsync), IReadOnlyList<QueueRecord> () =>
        {
            lock (_gate)
            {
                var now = time.GetUtcNow();
                return [.. _entries.Where(entry => entry.Lane == lane && entry.VisibleAt <= now).Take(limit).ToArray().Select(entry => Deliver(entry, now + hidden))];
            }
        }, ct);
    }

    public Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct) => Door.PassAsync(nameof(DeleteAsync), () =>
    {
        lock (_gate)
            return _entries.RemoveAll(entry => entry.Lane == lane && entry.Receipt == record.Receipt);
    }, ct);

    private QueueRecord Deliver(Entry entry, DateTimeOffset visibleAt)
    {
        entry.VisibleAt = visibleAt;
        entry.Receives++;
        entry.Receipt = (++_receipts).ToString(CultureInfo.InvariantCulture);
        return new QueueRecord(entry.Body, entry.Receipt, entry.Receives);
    }

    private sealed class Entry(Lane lane, string body)
    {
        public Lane Lane { get; } = lane;

        public string Body { get; } = body;

        public DateTimeOffset VisibleAt { get; set; }

        public int Receives { get; set; }

        public string? Receipt { get; set; }
    }
}
