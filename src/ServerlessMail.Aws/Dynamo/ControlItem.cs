using System.Collections.Immutable;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Reads the control item, and names every attribute of it that is missing or cannot be used.</summary>
internal sealed class ControlItem
{
    private readonly Dictionary<string, AttributeValue> _item;
    private readonly List<string> _faulty = [];

    private ControlItem(Dictionary<string, AttributeValue> item)
    {
        _item = item;
        State = Read();
        // Who has nothing but the AWS CLI sets paused, perhaps on an empty table: that is a pause, not a fault.
        if (_faulty.Count > 0 && !State.Paused)
            State = State with { Paused = true, Fault = $"The attribute {_faulty[0]} of the control item is missing or malformed." };
    }

    /// <summary>The state; of attributes that cannot be used it has the defaults, and then it has a fault unless it is paused.</summary>
    public ControlState State { get; }

    /// <summary>The attributes that must be written anew before anything can be granted.</summary>
    public IReadOnlyList<string> Faulty => _faulty;

    /// <summary>The same, and with them those that lie too far ahead of a moment.</summary>
    public IEnumerable<string> FaultyAt(DateTimeOffset now) =>
    [
        .. Faulty,
        .. Counters.Each.Where(counter => State.Pace.IsBeyond(counter, now)).Select(PaceOf),
        .. State.IsHourAhead(now) ? OfDay : [],
        .. State.IsClosedTooLong(now) ? [Columns.DayClosedUntil] : (string[])[],
    ];

    private static IEnumerable<string> OfDay => Counters.Each.SelectMany(counter => (string[])[HoursOf(counter), UsedOf(counter)]).Append(Columns.DayHour);

    public static ControlItem Of(Dictionary<string, AttributeValue>? item) => new(item ?? []);

    public static ControlState StateOf(Dictionary<string, AttributeValue>? item) => item is null ? ControlState.Faulty(ControlState.Missing) : Of(item).State;

    /// <summary>Every attribute that a grant needs, as an item that was just made has it.</summary>
    public static Dictionary<string, AttributeValue> Fresh()
    {
        var item = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [Columns.Paused] = Value.Of(false),
            [Columns.Stops] = Set([]),
            [Columns.Draining] = Set([]),
            [Columns.FullLanes] = Set([]),
            [Columns.MaxRate] = Value.Of(SendLimits.Least.Rate),
            [Columns.DayQuota] = Value.Of(SendLimits.Least.Quota ?? -1),
            [Columns.BulkShare] = Value.Of(SendLimits.Least.BulkShare),
            [Columns.LimitsVersion] = Value.Of(0),
            [Columns.DayHour] = Value.Of(0),
            [Columns.DayClosedUntil] = Value.Of(0),
        };
        foreach (var counter in Counters.Each)
        {
            item[PaceOf(counter)] = Value.Of(0);
            item[UsedOf(counter)] = Value.Of(0);
            item[HoursOf(counter)] = List(DayUse.None.Buckets(counter));
        }

        return item;
    }

    public static AttributeValue Set(IEnumerable<string> members) => new() { SS = [Columns.NoMember, .. members] };

    public static AttributeValue List(IEnumerable<long> numbers) => new() { L = [.. numbers.Select(Value.Of)] };

    public static string PaceOf(Counter counter) => counter switch
    {
        Counter.All => Columns.PaceAll,
        Counter.Normal => Columns.PaceNormal,
        Counter.Bulk => Columns.PaceBulk,
    };

    public static string UsedOf(Counter counter) => counter switch
    {
        Counter.All => Columns.UsedAll,
        Counter.Normal => Columns.UsedNormal,
        Counter.Bulk => Columns.UsedBulk,
    };

    public static string HoursOf(Counter counter) => counter switch
    {
        Counter.All => Columns.HoursAll,
        Counter.Normal => Columns.HoursNormal,
        Counter.Bulk => Columns.HoursBulk,
    };

    private ControlState Read()
    {
        var paused = _item.GetValueOrDefault(Columns.Paused)?.BOOL ?? Unusable(Columns.Paused, otherwise: false);
        var quota = Whole(Columns.DayQuota, 200, least: -1);
        return new ControlState(null, paused, _item.Text(Columns.Reason), _item.Text(Columns.ChangedBy), _item.Moment(Columns.ChangedAt))
        {
            Stops = [.. Members(Columns.Stops)],
            Draining = [.. Members(Columns.Draining)],
            Full = Lanes(),
            Limits = new SendLimits(
                Number(Columns.MaxRate, SendLimits.Least.Rate, SendLimits.MinRate, SendLimits.MaxRate), quota < 0 ? null : quota,
                Number(Columns.BulkShare, SendLimits.HealthyBulkShare, double.Epsilon, 1), Whole(Columns.LimitsVersion, 0)),
            Pace = new Pace(Whole(Columns.PaceAll, 0), Whole(Columns.PaceNormal, 0), Whole(Columns.PaceBulk, 0)),
            Day = Day(),
            DayClosedUntil = Whole(Columns.DayClosedUntil, 0) switch
            {
                0 => null,
                < 253_402_300_799_999 and var at => DateTimeOffset.FromUnixTimeMilliseconds(at),
                _ => Unusable<DateTimeOffset?>(Columns.DayClosedUntil, null),
            },
        };
    }

    private DayUse Day()
    {
        var faults = _faulty.Count;
        var hour = Whole(Columns.DayHour, -1);
        foreach (var counter in Counters.Each)
        {
            // The one that is wrong is named first.
            if (Counts(counter) is not { Length: DayUse.Hours } counts)
                _faulty.Add(HoursOf(counter));
            else if (Whole(UsedOf(counter), -1) != counts.Sum())
                _faulty.Add(UsedOf(counter));
        }

        try
        {
            if (_faulty.Count == faults)
                return DayUse.Restore(hour, counter => Counts(counter)!.Value); // looked at above
        }
        catch (FormatException)
        {
            _faulty.Add(Columns.DayHour);
        }

        // One of them that is wrong makes the others worth nothing: they are written anew together.
        _faulty.AddRange(OfDay);
        return DayUse.None;
    }

    /// <summary>Null for what is no list of counts.</summary>
    private ImmutableArray<long>? Counts(Counter counter)
    {
        var counts = ImmutableArray.CreateBuilder<long>();
        foreach (var of in _item.GetValueOrDefault(HoursOf(counter))?.L ?? [])
        {
            if (!long.TryParse(of.N, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > DayUse.Most)
                return null;
            counts.Add(count);
        }

        return counts.ToImmutable();
    }

    private ImmutableSortedSet<Lane> Lanes()
    {
        var lanes = ImmutableSortedSet<Lane>.Empty;
        foreach (var word in Members(Columns.FullLanes))
            lanes = Enum.TryParse<Lane>(word, ignoreCase: true, out var lane) ? lanes.Add(lane) : Unusable(Columns.FullLanes, lanes);
        return lanes;
    }

    private IEnumerable<string> Members(string column) =>
        (_item.GetValueOrDefault(column)?.SS is { Count: > 0 } members ? members : Unusable<List<string>>(column, [])).Where(member => member != Columns.NoMember);

    private long Whole(string column, long otherwise, long least = 0) =>
        long.TryParse(_item.GetValueOrDefault(column)?.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : Unusable(column, otherwise);

    private double Number(string column, double otherwise, double least, double most) =>
        double.TryParse(_item.GetValueOrDefault(column)?.N, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Unusable(column, otherwise);

    private T Unusable<T>(string column, T otherwise)
    {
        _faulty.Add(column);
        return otherwise;
    }
}
