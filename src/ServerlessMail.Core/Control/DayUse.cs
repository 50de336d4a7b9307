using System.Collections.Immutable;

namespace ServerlessMail.Core.Control;

/// <summary>
/// The recipients of the last 24 hours, by the hour. It holds 25 hours, the current one and the 24 before it, so that what is counted is never less
/// than what a window of exactly 24 hours would hold. Immutable.
/// </summary>
public sealed class DayUse : IEquatable<DayUse>
{
    /// <summary>How many hours are kept.</summary>
    public const int Hours = 25;

    /// <summary>No hour counts more, and no hour of the calendar is later: what is beyond was not written by a grant.</summary>
    public const long Most = 1_000_000_000_000;

    private readonly ImmutableArray<ImmutableArray<long>> _buckets;

    private DayUse(long hour, ImmutableArray<ImmutableArray<long>> buckets)
    {
        Hour = hour;
        _buckets = buckets;
    }

    /// <summary>Nothing used, as of 1970: the first grant rolls it on.</summary>
    public static DayUse None { get; } = new(0, [.. Counters.Each.Select(_ => ImmutableArray.Create(new long[Hours]))]);

    /// <summary>The current hour, counted from 1970 (UTC). Its bucket is this number modulo <see cref="Hours"/>.</summary>
    public long Hour { get; }

    public static long HourOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 3600;

    public static DateTimeOffset StartOf(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3600);

    /// <summary>Takes back what a store kept.</summary>
    /// <exception cref="FormatException">A counter has not <see cref="Hours"/> buckets of 0 and more, or one of them or the hour is beyond belief.</exception>
    public static DayUse Restore(long hour, Func<Counter, ImmutableArray<long>> buckets)
    {
        var all = Counters.Each.Select(buckets).ToImmutableArray();
        return hour is >= 0 and <= Most && all.All(of => of.Length == Hours && of.All(count => count is >= 0 and <= Most))
            ? new DayUse(hour, all)
            : throw new FormatException($"{Hours} counts of 0 and more are needed for each counter.");
    }

    public ImmutableArray<long> Buckets(Counter counter) => _buckets[(int)counter];

    /// <summary>The recipients of the kept hours.</summary>
    public long Used(Counter counter) => Buckets(counter).Sum();

    /// <summary>The same use seen from a later hour: what has become too old is forgotten. From an earlier hour it is unchanged.</summary>
    public DayUse At(long hour)
    {
        if (hour <= Hour)
            return this;
        var gone = Enumerable.Range(0, (int)Math.Min(hour - Hour, Hours)).Select(i => (int)((hour - i) % Hours)).ToHashSet();
        return new DayUse(hour, [.. _buckets.Select(of => of.Select((count, index) => gone.Contains(index) ? 0 : count).ToImmutableArray())]);
    }

    /// <summary>With so many recipients more in the current hour.</summary>
    public DayUse Add(ImmutableArray<Counter> counters, int recipients)
    {
        var index = (int)(Hour % Hours);
        return new DayUse(Hour, [.. _buckets.Select((of, at) => counters.Contains((Counter)at) ? of.SetItem(index, of[index] + recipients) : of)]);
    }

    /// <summary>From when on so many recipients fit under the cap; a day from now when they never do.</summary>
    public DateTimeOffset RoomFrom(Counter counter, long cap, int recipients)
    {
        for (var later = 1; later <= Hours; later++)
        {
            if (At(Hour + later).Used(counter) <= cap - recipients)
                return StartOf(Hour + later);
        }

        return StartOf(Hour + Hours - 1);
    }

    public bool Equals(DayUse? other) =>
        other is not null && Hour == other.Hour && Counters.Each.All(counter => Buckets(counter).AsSpan().SequenceEqual(other.Buckets(counter).AsSpan()));

    public override bool Equals(object? obj) => Equals(obj as DayUse);

    public override int GetHashCode() => HashCode.Combine(Hour, Used(Counter.All));
}
