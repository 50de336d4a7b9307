using System.Globalization;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Queues;

/// <summary>
/// The lanes' queues as SQS may behave: at least once, in no order, and sometimes the same record to two receivers. What was received as often as is
/// allowed and is not deleted becomes a dead letter.
/// </summary>
internal sealed class SimulatedQueue(VirtualTime time, Weather weather, Dice dice, PutAside letters, int mostReceives) : IMessageQueue
{
    private readonly List<Entry> _entries = [];
    private int _receipts;

    /// <summary>Told of each record that becomes a dead letter.</summary>
    public Action<Entry>? PuttingAside { get; set; }

    /// <summary>Set when there is something to receive.</summary>
    public Signal Arrived { get; } = new();

    /// <summary>Records that are not done with, poison aside.</summary>
    public IEnumerable<Entry> Waiting => _entries.Where(entry => !entry.Poison);

    public bool IsEmpty => _entries.Count == 0;

    public bool AnyVisible => _entries.Exists(entry => entry.VisibleAt <= time.Now);

    /// <summary>True while the record of this delivery is still there, and was not delivered again since.</summary>
    public bool Holds(QueueRecord delivered) => _entries.Exists(entry => entry.Receipt == delivered.Receipt);

    /// <summary>Its worker is done, met no fault, and left the record.</summary>
    public void LeftForNothing(QueueRecord delivered)
    {
        if (_entries.Find(entry => entry.Receipt == delivered.Receipt) is { } left)
            left.LeftForNothing = true;
    }

    public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, IMessageQueue.LongestDelay);
        var hidden = TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
        Put(lane, id.ToString(), hidden, poison: false);
        if (weather.Duplicates())
            Put(lane, id.ToString(), hidden, poison: false);
        return Task.CompletedTask;
    }

    public void Put(Lane lane, string body, TimeSpan delay, bool poison) =>
        Show(new Entry(lane, body, TimeSpan.Zero, poison), weather.Duplicates() ? delay + dice.Between(TimeSpan.Zero, TimeSpan.FromSeconds(3)) : delay);

    /// <summary>As SQS tells it: about.</summary>
    public Task<int> DepthAsync(Lane lane, CancellationToken ct)
    {
        var depth = _entries.Count(entry => entry.Lane == lane);
        return Task.FromResult(weather.Duplicates() ? dice.Next(depth + 2) : depth);
    }

    public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10);
        BurySpent(lane);
        var found = new List<QueueRecord>(limit);
        foreach (var entry in dice.Shuffled(_entries.Where(entry => entry.Lane == lane && entry.VisibleAt <= time.Now)).Take(limit))
        {
            entry.Receives++;
            entry.Receipt = (++_receipts).ToString(CultureInfo.InvariantCulture);
            found.Add(new QueueRecord(entry.Body, entry.Receipt, entry.Receives));
            // Delivered to one receiver and seen by the next one at once, as standard queues may.
            Hide(entry, weather.Duplicates() ? dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(300)) : hidden);
        }

        return Task.FromResult<IReadOnlyList<QueueRecord>>(found);
    }

    public Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct)
    {
        _entries.RemoveAll(entry => entry.Lane == lane && entry.Receipt == record.Receipt);
        return Task.CompletedTask;
    }

    private void BurySpent(Lane lane)
    {
        foreach (var spent in _entries.FindAll(entry => entry.Lane == lane && entry.VisibleAt <= time.Now && entry.Receives >= mostReceives))
        {
            _entries.Remove(spent);
            letters.Bury(QueueOf(lane), spent.Body, () => Put(lane, spent.Body, TimeSpan.Zero, spent.Poison));
            PuttingAside?.Invoke(spent);
        }
    }

    private static ServiceQueue QueueOf(Lane lane) => lane switch
    {
        Lane.Urgent => ServiceQueue.Urgent,
        Lane.Normal => ServiceQueue.Normal,
        Lane.Bulk => ServiceQueue.Bulk,
    };

    private void Show(Entry entry, TimeSpan after)
    {
        _entries.Add(entry);
        Hide(entry, after);
    }

    private void Hide(Entry entry, TimeSpan span)
    {
        entry.VisibleAt = time.Now + span;
        if (span == TimeSpan.Zero)
            Arrived.Set();
        else
            time.Later(span, () => Wake(entry));
    }

    private void Wake(Entry entry)
    {
        if (entry.VisibleAt <= time.Now && _entries.Contains(entry))
            Arrived.Set();
    }
}
