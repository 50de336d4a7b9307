namespace ServerlessMail.Core.Audit;

/// <summary>What is wrong with a trail.</summary>
public enum TrailFault
{
    /// <summary>It has no seal: somebody removed it, or it was found broken when something else happened to the message.</summary>
    Unsealed,

    /// <summary>It has fewer events than its number says: some were dropped, or its end was cut off.</summary>
    EventsMissing,

    /// <summary>Its events do not stand in the order of their numbers.</summary>
    OutOfOrder,

    /// <summary>What stands there is not what was sealed: an event, the status, the lane, the source, the recipients, the SES id or the content's digest.</summary>
    Changed,
}
