using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary>How a resume ended for whoever wants to know what becomes of the held mail.</summary>
/// <param name="Left">How much was still held when it was last counted.</param>
internal abstract record DrainEnd(int Left)
{
    /// <summary>Nobody waited for it.</summary>
    public sealed record NotWatched(int Left) : DrainEnd(Left);

    /// <summary>There is nothing to wait for: everything is paused.</summary>
    public sealed record Closed(int Left) : DrainEnd(Left);

    /// <summary>Nothing is held any more.</summary>
    public sealed record Drained() : DrainEnd(0);

    /// <summary>Somebody stopped it again, or the control item broke.</summary>
    public sealed record StoppedAgain(int Left, ControlState By) : DrainEnd(Left);

    /// <summary>For long nothing moved.</summary>
    public sealed record Stalled(int Left, TimeSpan For, string Why, string Advice) : DrainEnd(Left);

    /// <summary>The time that was given is over.</summary>
    public sealed record TimedOut(int Left, TimeSpan After) : DrainEnd(Left);

    /// <summary>Who watched has seen enough.</summary>
    public sealed record Interrupted(int Left) : DrainEnd(Left);
}
