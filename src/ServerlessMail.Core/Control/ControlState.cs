namespace ServerlessMail.Core.Control;

/// <summary>What the control item said when it was read.</summary>
/// <param name="Fault">What is wrong with it, naming the attribute; null when it can be used. A fault means: no send.</param>
/// <param name="Paused">True: nothing leaves.</param>
/// <param name="Reason">Why it is paused, in the operator's words.</param>
/// <param name="ChangedBy">Who paused or resumed last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record ControlState(string? Fault, bool Paused, string? Reason, string? ChangedBy, DateTimeOffset? ChangedAt)
{
    public static ControlState Faulty(string fault) => new(fault, Paused: true, null, null, null);

    /// <summary>True when a message may leave now, as far as pause goes.</summary>
    public bool Open => Fault is null && !Paused;
}
