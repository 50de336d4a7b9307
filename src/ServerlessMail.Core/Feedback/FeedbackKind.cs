namespace ServerlessMail.Core.Feedback;

public enum FeedbackKind
{
    Send,
    Delivery,
    Bounce,
    Complaint,

    /// <summary>The provider took the mail and then refused to send it (a virus).</summary>
    Reject,

    /// <summary>The receiving host keeps the provider waiting; it goes on trying.</summary>
    DeliveryDelay,

    /// <summary>The provider took the mail and could not render its template: it is not sent.</summary>
    RenderingFailure,
}
