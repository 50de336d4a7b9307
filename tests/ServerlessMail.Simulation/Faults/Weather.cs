using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Faults;

/// <summary>Decides what befalls each request, by the seed; once the storm is over nothing does any more.</summary>
internal sealed class Weather(Climate climate, Dice dice, VirtualTime time) : IFate
{
    /// <summary>True while faults happen.</summary>
    public bool Stormy { get; set; }

    public bool Kills() => Stormy && dice.Chance(climate.Deaths);

    public TimeSpan? Stalls() => Stormy && dice.Chance(climate.Stalls) ? dice.Between(TimeSpan.FromMilliseconds(50), climate.LongestStall) : null;

    public bool IndexIsStale() => Stormy && dice.Chance(climate.StaleIndex);

    /// <summary>How long one way through the network takes; zero is a moment in which others may come first.</summary>
    public TimeSpan Way()
    {
        if (Stormy && dice.Chance(climate.Slow))
            return dice.Between(TimeSpan.FromMilliseconds(100), climate.Slowest);
        return dice.Chance(climate.Delayed) ? dice.Between(TimeSpan.FromMilliseconds(0.2), TimeSpan.FromMilliseconds(15)) : TimeSpan.Zero;
    }

    /// <summary>True while a dependency is out of reach or has too much to do.</summary>
    public bool Refuses(Dependency to)
    {
        if (!Stormy)
            return false;
        foreach (var spell in climate.Spells)
        {
            if (spell.At == to && spell.From <= time.Now && time.Now < spell.Until && dice.Chance(spell.Refused))
                return true;
        }

        return false;
    }

    public bool LosesRequest() => Stormy && dice.Chance(climate.LostRequests);

    public bool DelaysRequest() => Stormy && dice.Chance(climate.LateRequests);

    public bool LosesAnswer() => Stormy && dice.Chance(climate.LostAnswers);

    public bool Duplicates() => Stormy && dice.Chance(climate.Duplicates);

    public bool Mishap() => Stormy && dice.Chance(climate.Mishaps);

    /// <summary>How long a request that was given up wanders before it arrives.</summary>
    public TimeSpan Wandering() => dice.Between(TimeSpan.FromMilliseconds(1), climate.Slowest);
}
