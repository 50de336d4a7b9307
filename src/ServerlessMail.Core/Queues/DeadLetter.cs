using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Queues;

/// <summary>A record that was put aside after it had been delivered too often without being done with.</summary>
/// <param name="Queue">The queue that it was in, and can return to.</param>
/// <param name="Id">By which the store knows it; unique among that queue's dead letters.</param>
/// <param name="Body">What is in it, which may be anything.</param>
/// <param name="QueuedAt">When it was sent to its queue.</param>
public sealed record DeadLetter(ServiceQueue Queue, string Id, string Body, DateTimeOffset QueuedAt)
{
    /// <summary>What it is about: the message that it names, or a reason code that says why it is none of ours.</summary>
    public (MessageId? Message, string? Fault) About() => Queue switch
    {
        ServiceQueue.Feedback => FeedbackJson.TryRead(Body, out var feedback, out var fault) ? (feedback.Message, null) : (null, fault),
        ServiceQueue.Urgent or ServiceQueue.Normal or ServiceQueue.Bulk => MessageId.TryParse(Body, out var id) ? (id, null) : (null, "no-message-id"),
    };
}
