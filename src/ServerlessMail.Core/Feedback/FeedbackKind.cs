namespace ServerlessMail.Core.Feedback;

public enum FeedbackKind
{
    Send,
    Delivery,
    Bounce,
    Complaint,

    /// <summary>The provider took the mail and then refused to send it (a virus).</summary>
    Reject,
}
