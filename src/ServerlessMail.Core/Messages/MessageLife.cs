using System.Collections.Immutable;
using Status = ServerlessMail.Core.Messages.MessageStatus;

namespace ServerlessMail.Core.Messages;

/// <summary>The life of a message: every move that there is. What is not here cannot happen.</summary>
public static class MessageLife
{
    /// <summary>Where a message may go from here, in one move.</summary>
    public static ImmutableArray<MessageStatus> MovesFrom(MessageStatus status) => status switch
    {
        Status.Accepted => [Status.Queued, Status.Held, Status.Sending, Status.Suppressed, Status.Cancelled, Status.Failed],

        // Sent from Queued and Held: the proof that an uncertain attempt was taken after all came in late.
        Status.Queued => [Status.Queued, Status.Held, Status.Sending, Status.Sent, Status.Suppressed, Status.Cancelled, Status.Failed],
        Status.Held => [Status.Queued, Status.Held, Status.Sent, Status.Suppressed, Status.Cancelled, Status.Failed],

        Status.Sending => [Status.Sent, Status.Queued, Status.Held, Status.Uncertain, Status.Suppressed, Status.Failed],
        Status.Uncertain => [Status.Sent, Status.Queued, Status.Held, Status.Uncertain],

        Status.Sent => [Status.Delivered, Status.Bounced, Status.Complained],

        // A receiver can bounce or complain about what its first host took.
        Status.Delivered => [Status.Bounced, Status.Complained],
        Status.Bounced => [Status.Complained],
        Status.Complained => [],

        Status.Suppressed => [],
        Status.Cancelled => [],
        Status.Failed => [],
    };

    public static bool Allows(MessageStatus from, MessageStatus to) => MovesFrom(from).Contains(to);
}
