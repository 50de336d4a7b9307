namespace ServerlessMail.Core.Feedback;

/// <summary>How far the feedback is known to be complete: without it, the absence of an event proves nothing. Thread-safe.</summary>
public interface IFeedbackWatch
{
    /// <summary>The evidence as it stands; what it covers is in every message that is read after it.</summary>
    Task<FeedbackEvidence> ReadAsync(CancellationToken ct);

    /// <summary>Takes note of what a batch came to. The evidence never goes back by it, whatever the order in which batches tell.</summary>
    Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct);
}
