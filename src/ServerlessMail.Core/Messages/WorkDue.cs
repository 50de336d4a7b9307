using System.Globalization;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// When the sweeper must look at a message, as the sort key of the work index: <c>at#2026-11-24T04:00:00.000Z</c> for a moment,
/// <c>hold#pause#2026-…</c> for a message that waits for an event instead. Moments sort before holds, so that a million parked
/// messages never stand in the way of those that are due.
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

    public static WorkDue At(DateTimeOffset moment) => new(MomentPrefix + Text(moment));

    public static WorkDue Parked(HoldReason reason, DateTimeOffset since) => new($"{ParkedPrefix(reason)}{Text(since)}");

    /// <summary>What every key of messages parked for this reason begins with.</summary>
    public static string ParkedPrefix(HoldReason reason) => $"hold#{reason.ToString().ToLowerInvariant()}#";

    /// <summary>Takes back a key that a store kept.</summary>
    public static WorkDue FromKey(string key) => new(key);

    public override string ToString() => Key;

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
