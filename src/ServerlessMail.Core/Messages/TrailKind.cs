
namespace ServerlessMail.Core.Messages;

/// <summary>What a trail event tells. The names are part of the stored format: add, never rename.</summary>
public enum TrailKind
{
    Accepted,
    Held,

    /// <summary>Released from a hold, or queued once more by the sweeper.</summary>
    Queued,

    /// <summary>One worker took it for one attempt.</summary>
    Claimed,
    Sent,

    /// <summary>SES definitely did not take it; it will be tried again.</summary>
    Retrying,
    Uncertain,

    /// <summary>Sent again after the quiet time: the mail may arrive twice.</summary>
    Resent,
    Delivered,
    Bounced,
    Complained,
    Suppressed,
    Cancelled,
    Failed,

    /// <summary>Feedback or an answer that came too late to change the status.</summary>
    Noted,

    /// <summary>What it said was erased, for good.</summary>
    Erased,
}
