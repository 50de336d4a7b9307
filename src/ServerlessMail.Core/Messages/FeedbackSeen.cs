namespace ServerlessMail.Core.Messages;

/// <summary>Which kinds of feedback a message has had; each counts once, whichever attempt it spoke of. The numbers are part of the stored format.</summary>
[Flags]
public enum FeedbackSeen
{
    None = 0,
    Delivery = 1,
    Bounce = 2,
    Complaint = 4,

    /// <summary>SES took the mail and then refused to send it.</summary>
    Reject = 8,

    /// <summary>The receiving host keeps SES waiting.</summary>
    Delay = 16,

    /// <summary>SES took the mail and could not render its template.</summary>
    RenderingFailure = 32,
}
