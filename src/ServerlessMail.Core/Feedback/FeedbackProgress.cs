namespace ServerlessMail.Core.Feedback;

/// <summary>What working on one batch of the feedback queue came to.</summary>
/// <param name="At">When it was worked on.</param>
/// <param name="NewestSentAt">When the newest mail was sent of which an event was recorded, never later than <paramref name="At"/>; null if none was.</param>
/// <param name="OldestWait">How long the batch's oldest record had waited in the queue; 0 for an empty batch.</param>
/// <param name="IsUndone">True when old events are in the queue again, or will be: a record failed, or dead letters are returned.</param>
public sealed record FeedbackProgress(DateTimeOffset At, DateTimeOffset? NewestSentAt, TimeSpan OldestWait, bool IsUndone);
