using System.Globalization;
using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The queue of the feedback in memory, with visibility by the given clock.</summary>
public sealed class MemoryFeedbackQueue(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _receipts;

    /// <summary>How many records it has, hidden ones included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    public void Put(string body)
    {
        lock (_gate)
            _entries.Add(new Entry(body, time.GetUtcNow()));
    }

    /// <summary>Up to <paramref name="limit"/> records, hidden for that long; a record's id is good for its delete until it is received again.</summary>
    public IReadOnlyList<FeedbackRecord> Receive(int limit, TimeSpan hidden)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var records = new List<FeedbackRecord>();
            foreach (var entry in _entries.Where(entry => entry.VisibleAt <= now).Take(limit).ToArray())
            {
                entry.VisibleAt = now + hidden;
                entry.Receipt = (++_receipts).ToString(CultureInfo.InvariantCulture);
                records.Add(new FeedbackRecord(entry.Receipt, entry.Body, entry.QueuedAt));
            }

            return records;
        }
    }

    public void Delete(string receipt)
    {
        lock (_gate)
            _entries.RemoveAll(entry => entry.Receipt == receipt);
    }

    private sealed class Entry(string body, DateTimeOffset queuedAt)
    {
        public string Body { get; } = body;

        public DateTimeOffset QueuedAt { get; } = queuedAt;

        public DateTimeOffset VisibleAt { get; set; } = queuedAt;

        public string? Receipt { get; set; }
    }
}
