namespace ServerlessMail.Core.Messages;

/// <summary>What became of an operator's decision on a held message.</summary>
public abstract record HeldDecision
{
    private HeldDecision()
    {
    }

    /// <summary>It goes to the queue again.</summary>
    public sealed record Released(Message Message) : HeldDecision;

    /// <summary>It is cancelled and never leaves.</summary>
    public sealed record Dropped(Message Message) : HeldDecision;

    /// <summary>There is no such message.</summary>
    public sealed record Unknown : HeldDecision;

    /// <summary>It is not held, so there was nothing to decide.</summary>
    public sealed record NotHeld(MessageStatus Status) : HeldDecision;

    /// <summary>It waits for something else than an operator, and goes on by itself.</summary>
    public sealed record WaitsItself(HoldReason Reason) : HeldDecision;

    /// <summary>An attempt of it is uncertain: it may have arrived, so it is released only by who says that twice is better than never.</summary>
    public sealed record MayHaveArrived : HeldDecision;

    /// <summary>Others kept changing it meanwhile: nothing was done.</summary>
    public sealed record Contended : HeldDecision;
}
