namespace ServerlessMail.Core.Messages;

/// <summary>One delivery of a queue record.</summary>
/// <param name="Body">What was queued: a message id, if it is ours.</param>
/// <param name="Receipt">The handle of this delivery, to delete it with.</param>
/// <param name="ReceiveCount">1 at the first delivery.</param>
public sealed record QueueRecord(string Body, string Receipt, int ReceiveCount)
{
    /// <summary>When it was sent to the queue; null where the queue does not tell.</summary>
    public DateTimeOffset? QueuedAt { get; init; }
}
