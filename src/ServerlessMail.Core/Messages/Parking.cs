using ServerlessMail.Core.Control;

namespace ServerlessMail.Core.Messages;

/// <summary>Where messages wait that have no moment of their own, and how they are found again.</summary>
public readonly record struct Parking
{
    private Parking(string prefix) => Prefix = prefix;

    /// <summary>What the work index's keys of the messages there begin with.</summary>
    public string Prefix { get; }

    /// <summary>All that are held for a reason, whatever else their keys say.</summary>
    public static Parking For(HoldReason reason) => new($"hold#{reason.ToString().ToLowerInvariant()}#");

    /// <summary>Held until a scope is resumed; by lanes, so that those who wait longest for an urgent mail do not wait for all bulk mail.</summary>
    public static Parking Stopped(SendScope by, Lane lane) => new($"{Stopped(by).Prefix}{lane.ToString().ToLowerInvariant()}#");

    /// <summary>Held until a scope is resumed, of all lanes.</summary>
    public static Parking Stopped(SendScope by) => new($"{For(HoldReason.Pause).Prefix}{by.Token}#");

    /// <summary>A lane's backlog: held until the lane has room.</summary>
    public static Parking Backlog(Lane lane) => new($"{For(HoldReason.Pace).Prefix}{lane.ToString().ToLowerInvariant()}#");

    public override string ToString() => Prefix;
}
