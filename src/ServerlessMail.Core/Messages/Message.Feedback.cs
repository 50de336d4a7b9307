namespace ServerlessMail.Core.Messages;

/// <content>What is told of a message after it was sent, in whatever order it comes.</content>
public sealed partial record Message
{
    /// <summary>What the provider told of it afterwards, each kind once; what comes before its time waits in <see cref="Seen"/> for the proof that it was sent.</summary>
    /// <param name="kind">One kind.</param>
    /// <param name="at">Now.</param>
    /// <param name="reason">A reason code, such as the type of a bounce.</param>
    public Message Hear(FeedbackSeen kind, DateTimeOffset at, string? reason)
    {
        if (HasSeen(kind))
            return this;
        var heard = this with { Seen = Seen | kind };
        return kind switch
        {
            FeedbackSeen.Delivery => heard.Feedback(MessageStatus.Delivered, TrailKind.Delivered, at, reason),
            FeedbackSeen.Bounce => heard.Feedback(MessageStatus.Bounced, TrailKind.Bounced, at, reason),
            FeedbackSeen.Reject => heard.Feedback(MessageStatus.Bounced, TrailKind.Bounced, at, reason, "late-reject"),
            FeedbackSeen.RenderingFailure => heard.Feedback(MessageStatus.Bounced, TrailKind.Bounced, at, reason, "late-rendering-failure"),
            FeedbackSeen.Complaint => heard.Feedback(MessageStatus.Complained, TrailKind.Complained, at, reason),
            FeedbackSeen.Delay => heard.Note(at, "delivery-delayed"),
            FeedbackSeen.None => this,
        };
    }

    /// <summary>What the receiving side said afterwards; a later state never goes back, so what comes late is only noted.</summary>
    public Message Feedback(MessageStatus to, TrailKind kind, DateTimeOffset at, string? reason, string? late = null) =>
        MessageLife.Allows(Status, to) ? Move(to, kind, at, reason) : Note(at, late ?? $"late-{kind.ToString().ToLowerInvariant()}");

    /// <summary>Moves on to the latest state that feedback told of while this was not known to be sent.</summary>
    private Message CatchUp(DateTimeOffset at)
    {
        const string earlier = "told-before";
        const FeedbackSeen back = FeedbackSeen.Bounce | FeedbackSeen.Reject | FeedbackSeen.RenderingFailure;
        var now = HasSeen(FeedbackSeen.Delivery) ? Move(MessageStatus.Delivered, TrailKind.Delivered, at, earlier) : this;
        now = HasSeen(back) ? now.Move(MessageStatus.Bounced, TrailKind.Bounced, at, earlier) : now;
        return HasSeen(FeedbackSeen.Complaint) ? now.Move(MessageStatus.Complained, TrailKind.Complained, at, earlier) : now;
    }

    private bool HasSeen(FeedbackSeen any) => (Seen & any) != FeedbackSeen.None;
}
