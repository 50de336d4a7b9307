namespace ServerlessMail.Core.Feedback;

/// <summary>What is known of the feedback as a whole.</summary>
/// <param name="CompleteUntil">Every event of a mail sent before this moment has been recorded; null when that cannot be shown of any moment.</param>
/// <param name="RecordedUntil">
/// How far the recording has come, complete or not: it moves on while a backlog is worked off. Null when nothing was recorded yet, or when
/// records were put aside as dead letters, so that going on brings no proof nearer.
/// </param>
public sealed record FeedbackEvidence(DateTimeOffset? CompleteUntil, DateTimeOffset? RecordedUntil)
{
    /// <summary>Nothing can be shown.</summary>
    public static readonly FeedbackEvidence None = new(null, null);
}
