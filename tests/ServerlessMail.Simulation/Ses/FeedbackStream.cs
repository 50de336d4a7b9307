using System.Globalization;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Queues;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Simulation.Ses;

/// <summary>
/// The events of the provider, from the moment at which it took a mail until they are recorded: late, twice and out of order. How far they are
/// complete is told by what it is, the truth, or less.
/// </summary>
/// <param name="time">True time.</param>
/// <param name="dice">What comes late, twice or never.</param>
/// <param name="evidence">How much the watch knows.</param>
/// <param name="longestDelay">How late an event may come.</param>
/// <param name="letters">Where events go that were received as often as is allowed.</param>
/// <param name="mostReceives">How often that is.</param>
internal sealed class FeedbackStream(VirtualTime time, Dice dice, Evidence evidence, TimeSpan longestDelay, PutAside letters, int mostReceives) : IFeedbackWatch
{
    private readonly List<EventUnderWay> _events = [];
    private readonly List<FeedbackEvent> _unrecorded = [];
    private DateTimeOffset? _recordedUntil;
    private int _receipts;

    /// <summary>Set when there is an event to receive.</summary>
    public Signal Arrived { get; } = new();

    /// <summary>True once all that will ever come has been recorded.</summary>
    public bool IsEmpty => _events.Count == 0;

    /// <summary>True once nothing is left that was told and is not recorded; where events are lost on purpose, nobody can ask for that.</summary>
    public bool IsRecorded => evidence == Evidence.Lossy || _unrecorded.Count == 0;

    public bool AnyVisible => _events.Exists(known => known.VisibleAt <= time.Now);

    /// <summary>True if the sweepers were ever told of less than everything.</summary>
    public bool WasEverIncomplete { get; private set; }

    public void Tell(FeedbackEvent told)
    {
        _unrecorded.Add(told);
        if (evidence == Evidence.Lossy && dice.Chance(0.3))
            return;
        var body = SampleFeedback.Record(told.Kind, told.Message, told.SentAt, told.Attempt, told.SesMessageId);
        for (var copies = dice.Chance(0.1) ? 2 : 1; copies > 0; copies--)
            Show(new EventUnderWay(told, body), dice.Between(TimeSpan.Zero, longestDelay));
    }

    /// <summary>Puts in what is no event of ours.</summary>
    public void Put(string body) => Show(new EventUnderWay(null, body), TimeSpan.Zero);

    public IReadOnlyList<FeedbackRecord> Receive(int limit, TimeSpan hidden)
    {
        BurySpent();
        var found = dice.Shuffled(_events.Where(known => known.VisibleAt <= time.Now)).Take(limit).ToArray();
        foreach (var known in found)
        {
            known.Receives++;
            known.Receipt = (++_receipts).ToString(CultureInfo.InvariantCulture);
            Hide(known, hidden);
        }

        return [.. found.Select(known => known.Record)];
    }

    /// <summary>Takes away what is done with, an event that was written into its trail; not what was received again since.</summary>
    public void Delete(FeedbackRecord done)
    {
        if (_events.Find(known => known.Receipt == done.Id) is not { } known)
            return;
        _events.Remove(known);
        if (known.Told is { } told)
            _unrecorded.Remove(told);
    }

    public Task<FeedbackEvidence> ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // While something is put aside, going on brings no proof nearer.
        var recorded = letters.Of(ServiceQueue.Feedback).Count > 0 ? null : _recordedUntil;
        var complete = _unrecorded.Select(told => told.SentAt).Append(now).Min();
        WasEverIncomplete |= complete != now || evidence != Evidence.True;
        return Task.FromResult(evidence switch
        {
            Evidence.Silent => FeedbackEvidence.None,
            Evidence.Lagging => new FeedbackEvidence(complete - TimeSpan.FromMinutes(20), recorded),
            Evidence.True or Evidence.Lossy => new FeedbackEvidence(complete, recorded),
        });
    }

    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct)
    {
        if (_recordedUntil is not { } until || progress.NewestSentAt > until)
            _recordedUntil = progress.NewestSentAt;
        return Task.CompletedTask;
    }

    private void BurySpent()
    {
        foreach (var spent in _events.FindAll(known => known.VisibleAt <= time.Now && known.Receives >= mostReceives))
        {
            _events.Remove(spent);
            letters.Bury(ServiceQueue.Feedback, spent.Body, () => Show(new EventUnderWay(spent.Told, spent.Body), TimeSpan.Zero));
        }
    }

    private void Show(EventUnderWay known, TimeSpan after)
    {
        _events.Add(known);
        known.QueuedAt = time.Now + after;
        Hide(known, after);
    }

    private void Hide(EventUnderWay known, TimeSpan span)
    {
        known.VisibleAt = time.Now + span;
        time.Later(span, () =>
        {
            if (known.VisibleAt <= time.Now && _events.Contains(known))
                Arrived.Set();
        });
    }
}
