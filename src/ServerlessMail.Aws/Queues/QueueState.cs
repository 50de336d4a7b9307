namespace ServerlessMail.Aws.Queues;

/// <summary>What SQS tells of a queue.</summary>
/// <param name="Records">About how many records it has: those that can be received, those in flight and those delayed.</param>
/// <param name="DeadLetters">The URL of its dead-letter queue; null if it has none.</param>
internal sealed record QueueState(int Records, string? DeadLetters);
