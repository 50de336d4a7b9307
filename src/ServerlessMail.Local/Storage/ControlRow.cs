using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>The one row of the control table: read with the name of whatever cannot be used, written whole.</summary>
internal sealed class ControlRow
{
    private const string Columns =
        "paused, reason, changed_by, changed_at, stops, draining, full_lanes, rate, quota, bulk_share, limits_version, "
        + "pace_all, pace_normal, pace_bulk, hour, day_all, day_normal, day_bulk, day_closed_until";

    private string? _fault;

    private ControlRow()
    {
    }

    /// <summary>The state, with its fault where something is missing or cannot be used.</summary>
    public static ControlState Read(SqliteConnection connection) =>
        connection.Query($"SELECT {Columns} FROM control WHERE id = 1", row => new ControlRow().Of(row)).SingleOrDefault()
        ?? ControlState.Faulty(ControlState.Missing);

    public static void Write(SqliteConnection connection, ControlState state) => connection.Execute(
        $"""
        INSERT OR REPLACE INTO control (id, {Columns}) VALUES (1, $paused, $reason, $by, $at, $stops, $draining, $full, $rate, $quota, $bulkShare, $version,
            $paceAll, $paceNormal, $paceBulk, $hour, $dayAll, $dayNormal, $dayBulk, $closedUntil)
        """,
        ("$paused", state.Paused ? 1 : 0),
        ("$reason", state.Reason),
        ("$by", state.ChangedBy),
        ("$at", state.ChangedAt?.ToUnixTimeMilliseconds()),
        ("$stops", string.Join('\n', state.Stops)),
        ("$draining", string.Join('\n', state.Draining)),
        ("$full", string.Join('\n', state.Full)),
        ("$rate", state.Limits.Rate),
        ("$quota", state.Limits.Quota),
        ("$bulkShare", state.Limits.BulkShare),
        ("$version", state.Limits.Version),
        ("$paceAll", state.Pace.All),
        ("$paceNormal", state.Pace.Normal),
        ("$paceBulk", state.Pace.Bulk),
        ("$hour", state.Day.Hour),
        ("$dayAll", Text(state.Day.Buckets(Counter.All))),
        ("$dayNormal", Text(state.Day.Buckets(Counter.Normal))),
        ("$dayBulk", Text(state.Day.Buckets(Counter.Bulk))),
        ("$closedUntil", state.DayClosedUntil?.ToUnixTimeMilliseconds()));

    private ControlState Of(SqliteDataReader row)
    {
        var paused = row.GetValue(0) is long and (0 or 1) and var flag ? flag == 1 : Unusable("paused", "neither 0 nor 1", otherwise: true);
        var state = new ControlState(null, paused, row.Text(1), row.Text(2), Moment(row, 3, "changed_at"))
        {
            Stops = [.. Lines(row, 4)],
            Draining = [.. Lines(row, 5)],
            Full = [.. Lines(row, 6).Select(Lane).OfType<Lane>()],
            Limits = new SendLimits(
                Number(row, 7, "rate", SendLimits.Least.Rate, rate => rate is >= SendLimits.MinRate and <= SendLimits.MaxRate),
                row.IsDBNull(8) ? null : Whole(row, 8, "quota", 200),
                Number(row, 9, "bulk_share", SendLimits.HealthyBulkShare, share => share is > 0 and <= 1),
                Whole(row, 10, "limits_version", 0)),
            Pace = new Pace(Whole(row, 11, "pace_all", 0), Whole(row, 12, "pace_normal", 0), Whole(row, 13, "pace_bulk", 0)),
            Day = Day(row),
            DayClosedUntil = Moment(row, 18, "day_closed_until"),
        };
        // Who has nothing but a table editor sets paused: that is a pause, whatever the rest holds.
        return row.GetValue(0) is 1L ? state : state with { Fault = _fault, Paused = _fault is not null };
    }

    private DayUse Day(SqliteDataReader row)
    {
        try
        {
            var hour = Whole(row, 14, "hour", 0);
            return row.GetString(15).Length == 0 ? DayUse.None : DayUse.Restore(hour, counter => Counts(row.GetString(15 + (int)counter)));
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            return Unusable("day", $"unusable: {DayUse.Hours} counts of 0 and more for each counter", DayUse.None);
        }
    }

    private Lane? Lane(string word) => Enum.TryParse<Lane>(word, out var lane) ? lane : Unusable<Lane?>("full_lanes", "not a list of lanes", null);

    private DateTimeOffset? Moment(SqliteDataReader row, int column, string name) => row.IsDBNull(column)
        ? null
        : Whole(row, column, name, 0) is var at && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : Unusable<DateTimeOffset?>(name, "not a moment", null);

    private long Whole(SqliteDataReader row, int column, string name, long otherwise) =>
        row.GetValue(column) is long and >= 0 and var number ? number : Unusable(name, "not a whole number of 0 and more", otherwise);

    private double Number(SqliteDataReader row, int column, string name, double otherwise, Func<double, bool> isGood) => row.GetValue(column) switch
    {
        double number when isGood(number) => number,
        long number when isGood(number) => number,
        _ => Unusable(name, "not a number in its bounds", otherwise),
    };

    private T Unusable<T>(string name, string why, T otherwise)
    {
        _fault ??= $"The attribute {name} of the control item is {why}.";
        return otherwise;
    }

    private static string[] Lines(SqliteDataReader row, int column) => row.GetString(column).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(ImmutableArray<long> counts) => string.Join(' ', counts);

    private static ImmutableArray<long> Counts(string text) => [.. text.Split(' ').Select(count => long.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture))];
}
