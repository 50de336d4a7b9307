using ServerlessMail.Core.Feedback;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Ses;

/// <summary>
/// The events of the provider, from the moment at which it took a mail until they are recorded: late, twice and out of order. How far they are
/// complete is told by what it is, the truth, or less.
/// </summary>
internal sealed class FeedbackStream(VirtualTime time, Dice dice, Evidence evidence, TimeSpan longestDelay) : IFeedbackWatch
{
    private readonly List<FeedbackRecord> _records = [];
    private readonly List<FeedbackEvent> _unrecorded = [];

    /// <summary>Set when there is an event to receive.</summary>
    public Signal Arrived { get; } = new();

    /// <summary>True once all that will ever come has been recorded.</summary>
    public bool IsEmpty => _records.Count == 0;

    public bool AnyVisible => _records.Exists(record => record.VisibleAt <= time.Now);

    /// <summary>True if the sweepers were ever told of less than everything.</summary>
    public bool WasEverIncomplete { get; private set; }

    public void Tell(FeedbackEvent told)
    {
        _unrecorded.Add(told);
        if (evidence == Evidence.Lossy && dice.Chance(0.3))
            return;
        for (var copies = dice.Chance(0.1) ? 2 : 1; copies > 0; copies--)
            Show(new FeedbackRecord(told, TimeSpan.Zero), dice.Between(TimeSpan.Zero, longestDelay));
    }

    public IReadOnlyList<FeedbackRecord> Receive(int limit, TimeSpan hidden)
    {
        var found = dice.Shuffled(_records.Where(record => record.VisibleAt <= time.Now)).Take(limit).ToArray();
        foreach (var record in found)
            Hide(record, hidden);
        return found;
    }

    /// <summary>An event that was written into its trail.</summary>
    public void Delete(FeedbackRecord record)
    {
        _records.Remove(record);
        _unrecorded.Remove(record.Told);
    }

    public Task<DateTimeOffset?> CompleteUntilAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var complete = _unrecorded.Select(told => told.SentAt).Append(now).Min();
        DateTimeOffset? answer = evidence switch
        {
            Evidence.Silent => null,
            Evidence.Lagging => complete - TimeSpan.FromMinutes(20),
            Evidence.True or Evidence.Lossy => complete,
        };
        WasEverIncomplete |= answer != now;
        return Task.FromResult(answer);
    }

    private void Show(FeedbackRecord record, TimeSpan after)
    {
        _records.Add(record);
        Hide(record, after);
    }

    private void Hide(FeedbackRecord record, TimeSpan span)
    {
        record.VisibleAt = time.Now + span;
        time.Later(span, () =>
        {
            if (record.VisibleAt <= time.Now && _records.Contains(record))
                Arrived.Set();
        });
    }
}
