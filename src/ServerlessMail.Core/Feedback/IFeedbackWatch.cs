namespace ServerlessMail.Core.Feedback;

/// <summary>How far the feedback is known to be complete: without it, the absence of an event proves nothing. Thread-safe.</summary>
public interface IFeedbackWatch
{
    /// <summary>Every event of a mail sent before this moment has been recorded; null when nothing is known.</summary>
    Task<DateTimeOffset?> CompleteUntilAsync(CancellationToken ct);
}
