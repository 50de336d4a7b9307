using System.Globalization;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// One digest over all messages of a day (UTC, by the time of their ids) as they stood at its end. What happens to them later does not change it,
/// and neither does an erasure; a message that is missing, or that was put back to an earlier state, does.
/// </summary>
/// <param name="Day">Which day.</param>
/// <param name="Messages">How many there are.</param>
/// <param name="Digest">The digest.</param>
internal sealed record DayRoot(DateOnly Day, long Messages, Digest Digest)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How an act names a day.</summary>
    public static string SubjectOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>What an act that seals a day says beside it.</summary>
    public string ToReason() => string.Create(CultureInfo.InvariantCulture, $"{Messages} messages, root {Digest}");

    /// <summary>The root that an act tells; null for other acts.</summary>
    public static DayRoot? Of(OperatorAct act) =>
        act.Act == ActNames.SealDay
        && DateOnly.TryParseExact(act.Subject, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && act.Reason?.Split(' ') is [var count, _, _, var root]
        && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var messages)
        && Digest.TryParse(root, out var digest)
            ? new DayRoot(day, messages, digest)
            : null;

    /// <summary>The moment at which a day is over.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
