using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Forms;

/// <summary>Whether a client's submission may come in.</summary>
public abstract record GateOutcome
{
    private GateOutcome()
    {
    }

    /// <summary>It may, under this id: its own, or that of the one that it repeats.</summary>
    public sealed record Entered(MessageId Id) : GateOutcome;

    /// <summary>The client's limit is reached; there is room again after this time.</summary>
    public sealed record Full(TimeSpan Wait) : GateOutcome;
}
