namespace ServerlessMail.Simulation.Scheduling;

/// <summary>All the chance there is in a world: the same seed throws the same numbers on every machine and runtime (SplitMix64, by Steele, Lea and Flood).</summary>
internal sealed class Dice(ulong seed, ulong stream)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    // Every stream of a seed begins elsewhere, so that one more throw in one of them leaves the others as they were.
    private ulong _state = Mix(seed + (stream * Golden)) ^ stream;

    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>From 0 up to, not including, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(NextBits() % (ulong)below);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    public TimeSpan Between(TimeSpan from, TimeSpan to) => from + ((to - from) * NextDouble());

    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => share > 0 && NextDouble() < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public T[] Shuffled<T>(IEnumerable<T> all)
    {
        T[] order = [.. all];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
