using System.Collections.Immutable;
using ServerlessMail.Simulation.Scheduling;

namespace ServerlessMail.Simulation.Faults;

/// <summary>How bad a world is, as its seed drew it. Shares are of 1.</summary>
internal sealed record Climate
{
    /// <summary>Of all steps of a process: it dies there.</summary>
    public required double Deaths { get; init; }

    /// <summary>Of all steps of a process: it stands still there, at most <see cref="LongestStall"/>.</summary>
    public required double Stalls { get; init; }

    /// <summary>Longer than a claim lives.</summary>
    public required TimeSpan LongestStall { get; init; }

    /// <summary>Of all entries of the work index: not in it yet, or not out of it.</summary>
    public required double StaleIndex { get; init; }

    /// <summary>Of all requests: never arrives.</summary>
    public required double LostRequests { get; init; }

    /// <summary>Of all requests: the sender is told that it failed, and it arrives later all the same.</summary>
    public required double LateRequests { get; init; }

    /// <summary>Of all answers: lost, the work is done.</summary>
    public required double LostAnswers { get; init; }

    /// <summary>Of all ways through the network: takes some seconds.</summary>
    public required double Slow { get; init; }

    /// <summary>Of all ways through the network: takes any time at all.</summary>
    public required double Delayed { get; init; }

    /// <summary>Of queue records: delivered twice.</summary>
    public required double Duplicates { get; init; }

    /// <summary>Of sends: the provider answers with something else than it should.</summary>
    public required double Mishaps { get; init; }

    /// <summary>The longest of the slow ways.</summary>
    public required TimeSpan Slowest { get; init; }

    public required ImmutableArray<Spell> Spells { get; init; }

    /// <summary>Some seeds have none of a fault, so that others show alone; the worst are rare.</summary>
    public static Climate Draw(Dice dice, TimeSpan storm, TimeSpan slowest) => new()
    {
        Deaths = dice.Pick([0, 0.0005, 0.002, 0.005, 0.02]),
        Stalls = dice.Pick([0, 0, 0.0005, 0.003]),
        LongestStall = slowest * dice.Pick([5, 5, 30]),
        StaleIndex = dice.Pick([0, 0.2]),
        LostRequests = dice.Pick([0, 0.005, 0.02, 0.06]),
        LateRequests = dice.Pick([0, 0, 0.005, 0.02]),
        LostAnswers = dice.Pick([0, 0.005, 0.02, 0.06]),
        Slow = dice.Pick([0, 0.002, 0.01, 0.03]),
        Delayed = dice.Pick([0.1, 0.3, 0.6]),
        Duplicates = dice.Pick([0, 0.03, 0.2]),
        Mishaps = dice.Pick([0, 0.1, 0.3, 0.5]),
        Slowest = slowest,
        Spells = [.. Enumerable.Range(0, dice.Pick([0, 0, 1, 3, 6])).Select(_ => DrawSpell(dice, storm))],
    };

    private static Spell DrawSpell(Dice dice, TimeSpan storm)
    {
        var from = dice.Between(TimeSpan.Zero, storm);
        var until = from + dice.Between(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
        return new Spell((Dependency)dice.Next(4), from, until, dice.Pick([1, 1, 0.7, 0.3]));
    }
}
