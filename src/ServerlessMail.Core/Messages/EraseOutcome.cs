namespace ServerlessMail.Core.Messages;

/// <summary>What became of an erasure.</summary>
public abstract record EraseOutcome
{
    private EraseOutcome()
    {
    }

    /// <summary>Its content is gone; the trail stays and says so. What had not left by then is cancelled.</summary>
    public sealed record Erased(Message Message, bool IsCancelled) : EraseOutcome;

    /// <summary>It was erased before: whatever that may have left is gone now too.</summary>
    public sealed record Already(Message Message) : EraseOutcome;

    /// <summary>There is no such message.</summary>
    public sealed record Unknown : EraseOutcome;

    /// <summary>A send of it is under way, or nobody knows yet whether it left: its content is still needed.</summary>
    public sealed record NotYet(MessageStatus Status) : EraseOutcome;

    /// <summary>Files go with it, and nobody said where they lie: nothing was done.</summary>
    public sealed record FilesOutOfReach : EraseOutcome;

    /// <summary>Others kept changing it meanwhile: nothing was done.</summary>
    public sealed record Contended : EraseOutcome;
}
