using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Queues;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>How far feedback is complete: as a test sets it, else as batches tell while nothing waits in the queue and nothing was put aside.</summary>
public sealed class MemoryFeedbackWatch(MemoryFeedbackQueue queue, MemoryDeadLetters letters) : IFeedbackWatch
{
    private readonly Lock _gate = new();
    private readonly List<FeedbackProgress> _told = [];

    public FaultDoor Door { get; } = new();

    /// <summary>Sets both halves of the evidence.</summary>
    public DateTimeOffset? CompleteUntil
    {
        set => Evidence = new FeedbackEvidence(value, value);
    }

    /// <summary>The evidence, whatever batches tell; null lets them.</summary>
    public FeedbackEvidence? Evidence { get; set; }

    /// <summary>What batches told so far.</summary>
    public IReadOnlyList<FeedbackProgress> Told
    {
        get
        {
            lock (_gate)
                return [.. _told];
        }
    }

    public Task<FeedbackEvidence> ReadAsync(CancellationToken ct) => Door.PassAsync(nameof(ReadAsync), () => Evidence ?? FromBatches(), ct);

    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => Door.PassAsync(nameof(AdvanceAsync), () =>
    {
        lock (_gate)
            _told.Add(progress);
        return true;
    }, ct);

    private FeedbackEvidence FromBatches()
    {
        var until = Told.Max(known => known.NewestSentAt);
        return until is null || letters.Count(ServiceQueue.Feedback) > 0 ? FeedbackEvidence.None : new FeedbackEvidence(queue.Count == 0 ? until : null, until);
    }
}
