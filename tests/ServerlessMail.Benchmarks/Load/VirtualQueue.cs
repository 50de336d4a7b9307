using System.Globalization;
using ServerlessMail.Benchmarks.Time;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Load;

/// <summary>The lanes' queues in virtual time; every operation takes a little more than a logarithm of what is in them, so that millions may be.</summary>
internal sealed class VirtualQueue(VirtualTime time, Random random) : IMessageQueue
{
    private readonly Dictionary<Lane, PriorityQueue<Entry, (long Ticks, long Order)>> _lanes = Enum.GetValues<Lane>().ToDictionary(lane => lane, _ => new PriorityQueue<Entry, (long, long)>());
    private readonly Dictionary<Lane, int> _depths = Enum.GetValues<Lane>().ToDictionary(lane => lane, _ => 0);
    private readonly Dictionary<string, Entry> _receipts = new(StringComparer.Ordinal);
    private long _order;

    public async Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct)
    {
        await HalfwayAsync();
        _depths[lane]++;
        Put(lane, new Entry(id.ToString()), TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds)));
        await HalfwayAsync();
    }

    public async Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct)
    {
        await HalfwayAsync();
        var received = new List<QueueRecord>(limit);
        while (received.Count < limit && _lanes[lane].TryPeek(out var entry, out var visible) && visible.Ticks <= time.Elapsed.Ticks)
        {
            _lanes[lane].Dequeue();
            if (entry.IsDone)
                continue;
            if (entry.Receipt is { } old)
                _receipts.Remove(old);
            entry.Receipt = _order.ToString(CultureInfo.InvariantCulture);
            _receipts[entry.Receipt] = entry;
            Put(lane, entry, hidden);
            received.Add(new QueueRecord(entry.Body, entry.Receipt, ++entry.Receives));
        }

        await HalfwayAsync();
        return received;
    }

    public async Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct)
    {
        await HalfwayAsync();
        if (_receipts.Remove(record.Receipt, out var entry))
        {
            entry.IsDone = true;
            _depths[lane]--;
        }

        await HalfwayAsync();
    }

    public async Task<int> DepthAsync(Lane lane, CancellationToken ct)
    {
        await HalfwayAsync();
        return _depths[lane];
    }

    private Task HalfwayAsync() => time.WaitAsync(Latency.Queue.Draw(random) / 2);

    private void Put(Lane lane, Entry entry, TimeSpan hidden) => _lanes[lane].Enqueue(entry, ((time.Elapsed + hidden).Ticks, _order++));

    private sealed class Entry(string body)
    {
        public string Body { get; } = body;

        public string? Receipt { get; set; }

        public int Receives { get; set; }

        public bool IsDone { get; set; }
    }
}
