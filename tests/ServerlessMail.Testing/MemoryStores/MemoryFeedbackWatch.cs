using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>How far feedback is complete, as a test sets it; nothing is known at first. What batches tell is kept for the test to see.</summary>
public sealed class MemoryFeedbackWatch : IFeedbackWatch
{
    private readonly Lock _gate = new();
    private readonly List<FeedbackProgress> _told = [];

    public FaultDoor Door { get; } = new();

    /// <summary>Sets both halves of the evidence.</summary>
    public DateTimeOffset? CompleteUntil
    {
        get => Evidence.CompleteUntil;
        set => Evidence = new FeedbackEvidence(value, value);
    }

    public FeedbackEvidence Evidence { get; set; } = FeedbackEvidence.None;

    /// <summary>What batches told so far.</summary>
    public IReadOnlyList<FeedbackProgress> Told
    {
        get
        {
            lock (_gate)
                return [.. _told];
        }
    }

    public Task<FeedbackEvidence> ReadAsync(CancellationToken ct) => Door.PassAsync(nameof(ReadAsync), () => Evidence, ct);

    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => Door.PassAsync(nameof(AdvanceAsync), () =>
    {
        lock (_gate)
            _told.Add(progress);
        return true;
    }, ct);
}
