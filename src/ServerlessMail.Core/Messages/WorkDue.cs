using System.Globalization;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// When the sweeper must look at a message, as the sort key of the work index: <c>at#2026-11-24T04:00:00.000Z</c> for a moment; the text of a
/// <see cref="Parking"/> and a moment, <c>hold#spam#2026-…</c>, for a message that waits for an event or for its lane instead. Moments sort before
/// holds, so that a million parked messages never stand in the way of those that are due.
/// </summary>
[JsonConverter(typeof(WorkDueJson))]
public readonly record struct WorkDue
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private WorkDue(string key) => Key = key;

    /// <summary>What every key of a moment begins with.</summary>
    public const string MomentPrefix = "at#";

    /// <summary>The sort key; stores keep it as it is.</summary>
    public string Key { get; }

    /// <summary>The moment, to the millisecond; null for what waits for an event.</summary>
    public DateTimeOffset? Moment => Key.StartsWith(MomentPrefix, StringComparison.Ordinal)
        ? DateTimeOffset.ParseExact(Key.AsSpan(MomentPrefix.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    public static WorkDue At(DateTimeOffset moment) => new(MomentPrefix + Text(moment));

    /// <summary>Among those that wait there, the older the sooner.</summary>
    public static WorkDue Parked(Parking where, DateTimeOffset since) => new(where.Prefix + Text(since));

    /// <summary>Takes back a key that a store kept.</summary>
    public static WorkDue FromKey(string key) => new(key);

    public override string ToString() => Key;

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
