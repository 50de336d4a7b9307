namespace ServerlessMail.Core.Messages;

/// <summary>Where a message stands in its life; <see cref="MessageLife"/> has the moves between them.</summary>
public enum MessageStatus
{
    /// <summary>Durable in the table, its id on the way to the queue.</summary>
    Accepted,

    /// <summary>Known to be back in the queue: released from a hold, or to be tried again.</summary>
    Queued,

    /// <summary>Parked with a <see cref="HoldReason"/>.</summary>
    Held,

    /// <summary>Claimed by one worker, which may be talking to SES.</summary>
    Sending,

    /// <summary>SES may or may not have taken it: never resent blindly.</summary>
    Uncertain,

    /// <summary>SES took it.</summary>
    Sent,

    Delivered,
    Bounced,
    Complained,

    /// <summary>Final without a send: a recipient must not be mailed.</summary>
    Suppressed,

    /// <summary>Final without a send: an operator or the app took it back.</summary>
    Cancelled,

    /// <summary>Final without a send: a permanent reason stands in the trail.</summary>
    Failed,
}
