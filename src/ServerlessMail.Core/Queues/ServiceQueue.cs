namespace ServerlessMail.Core.Queues;

/// <summary>The queues of the service: one per lane, and that of the feedback.</summary>
public enum ServiceQueue
{
    Urgent,
    Normal,
    Bulk,

    /// <summary>What SES tells afterwards.</summary>
    Feedback,
}
