using System.Collections.Immutable;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Control;

/// <summary>What the control item said when it was read.</summary>
/// <param name="Fault">What is wrong with it, naming the attribute; null when it can be used. A fault means: no send.</param>
/// <param name="Paused">True: nothing leaves.</param>
/// <param name="Reason">Why it is paused, in the operator's words.</param>
/// <param name="ChangedBy">Who paused or resumed last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record ControlState(string? Fault, bool Paused, string? Reason, string? ChangedBy, DateTimeOffset? ChangedAt)
{
    /// <summary>The fault of an item that is not there.</summary>
    public const string Missing = "The control item is missing.";

    /// <summary>Nothing paused, nothing sent yet, and the least limits that any account has.</summary>
    public static ControlState Fresh { get; } = new(null, Paused: false, null, null, null);

    /// <summary>The scopes that are stopped while the rest is open.</summary>
    public ImmutableSortedSet<string> Stops { get; init; } = [];

    /// <summary>The scopes that were resumed and whose held mail is on its way out.</summary>
    public ImmutableSortedSet<string> Draining { get; init; } = [];

    /// <summary>The lanes that have more waiting than soon can leave: new mail of theirs goes to the table's backlog, not to the queue.</summary>
    public ImmutableSortedSet<Lane> Full { get; init; } = [];

    public SendLimits Limits { get; init; } = SendLimits.Least;

    public Pace Pace { get; init; }

    public DayUse Day { get; init; } = DayUse.None;

    /// <summary>Until then the provider's own word is that the day is spent.</summary>
    public DateTimeOffset? DayClosedUntil { get; init; }

    /// <summary>No day is closed for longer by anybody whose clock is right.</summary>
    private static readonly TimeSpan LongestClosed = TimeSpan.FromHours(25);

    /// <summary>True when the day's hour lies so far ahead that no clock that was right can have written it.</summary>
    public bool IsHourAhead(DateTimeOffset now) => Day.Hour > DayUse.HourOf(now) + 1;

    /// <summary>True when the day is closed until a moment so far ahead that no clock that was right can have written it.</summary>
    public bool IsClosedTooLong(DateTimeOffset now) => DayClosedUntil > now + LongestClosed;

    /// <summary>What keeps it from being used at a moment, naming the attribute: its own fault, or a moment that lies too far ahead; null when nothing does.</summary>
    public string? FaultAt(DateTimeOffset now) => Fault
        ?? (Pace.Beyond(now) is { } counter ? Ahead($"pace{counter}", $"more than {Pace.Farthest.TotalMinutes:0} minutes")
            : IsHourAhead(now) ? Ahead("dayHour", "hours")
            : IsClosedTooLong(now) ? Ahead("dayClosedUntil", $"more than {LongestClosed.TotalHours:0} hours")
            : null);

    public static ControlState Faulty(string fault) => new(fault, Paused: true, null, null, null);

    /// <summary>True when a message may leave now, as far as the global pause goes.</summary>
    public bool Open => Fault is null && !Paused;

    /// <summary>As it is once a scope is stopped.</summary>
    public ControlState Pause(SendScope scope, string reason, string by, DateTimeOffset at) => scope == SendScope.All
        ? this with { Paused = true, Reason = reason, ChangedBy = by, ChangedAt = at }
        : this with { Stops = Stops.Add(scope.Token), Draining = Draining.Remove(scope.Token), Reason = reason, ChangedBy = by, ChangedAt = at };

    /// <summary>As it is once a scope is let go on.</summary>
    public ControlState Resume(SendScope scope, string by, DateTimeOffset at)
    {
        var after = scope == SendScope.All
            ? Believable(at) with { Paused = false }
            : this with { Stops = Stops.Remove(scope.Token), Draining = Draining.Add(scope.Token) };
        return after with { Reason = after.Paused || after.Stops.Count > 0 ? after.Reason : null, ChangedBy = by, ChangedAt = at };
    }

    /// <summary>As it is once nothing of a scope is held any more; the same object if somebody paused or resumed after <paramref name="seen"/> was read.</summary>
    public ControlState Drained(SendScope scope, ControlState seen) =>
        ChangedAt == seen.ChangedAt ? this with { Draining = Draining.Remove(scope.Token) } : this;

    /// <summary>As it is with other limits; the same object where they are no others, or where others than those that were seen are in force.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit that could not be read back: it would stop all mail.</exception>
    public ControlState Limit(long? seen, double rate, long? quota, double bulkShare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, SendLimits.MinRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, SendLimits.MaxRate);
        ArgumentOutOfRangeException.ThrowIfNegative(quota ?? 0, nameof(quota));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bulkShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bulkShare, 1);
        return (seen ?? Limits.Version) != Limits.Version || Limits with { Version = 0 } == new SendLimits(rate, quota, bulkShare, 0)
            ? this
            : this with { Limits = new SendLimits(rate, quota, bulkShare, Limits.Version + 1) };
    }

    /// <summary>The first scope that keeps a message of these; null when none does.</summary>
    public SendScope? StopOf(IEnumerable<SendScope> scopes)
    {
        if (Paused)
            return SendScope.All;
        foreach (var scope in scopes)
        {
            if (Stops.Contains(scope.Token))
                return scope;
        }

        return null;
    }

    /// <summary>The distance between two recipients of a lane that has its whole share to itself.</summary>
    public TimeSpan StepOf(Lane lane) => TimeSpan.FromMicroseconds(Counters.Of(lane).Max(counter => Pace.StepOf(Limits, counter)));

    /// <summary>True when nothing stops a request whose place in the rate was reserved before.</summary>
    public bool Confirms(GrantRequest request) => Open && StopOf(request.Scopes(request.Messages.Length)) is null;

    /// <summary>How many recipients of a lane could leave in the next <paramref name="span"/>, by rate and day; 0 where none may.</summary>
    public long RoomFor(Lane lane, TimeSpan span, DateTimeOffset now)
    {
        if (!Open || DayClosedUntil > now || FaultAt(now) is not null || Stops.Contains(SendScope.Of(lane).Token))
            return 0;
        var day = Day.At(DayUse.HourOf(now));
        return Counters.Of(lane).Min(counter => Math.Min(
            (long)(span.TotalMicroseconds / Pace.StepOf(Limits, counter)),
            Math.Max(0, Limits.CapOf(counter) - day.Used(counter))));
    }

    private static string Ahead(string attribute, string by) =>
        $"The attribute {attribute} of the control item lies {by} in the future: a clock is or was wrong. Resuming all mends it once the clocks are right.";

    /// <summary>Without what lies too far ahead.</summary>
    private ControlState Believable(DateTimeOffset now) => this with
    {
        Pace = Counters.Each.Where(counter => Pace.IsBeyond(counter, now)).Aggregate(Pace, (pace, counter) => pace.With(counter, 0)),
        Day = IsHourAhead(now) ? DayUse.None : Day,
        DayClosedUntil = IsClosedTooLong(now) ? null : DayClosedUntil,
    };
}
