namespace ServerlessMail.Local.Ses.Faults;

/// <summary>A fault that was asked for: for the next sends, or for a share of all.</summary>
internal sealed record Fault
{
    private const int MaxTimes = 1_000_000;
    private const int MaxDelayMs = 3_600_000;

    public required FaultKind Kind { get; init; }

    /// <summary>How many sends it still strikes, 1 to a million; null: until it is taken away.</summary>
    public int? Times { get; init; }

    /// <summary>Which part of the sends it strikes, above 0 and up to 1, evenly spread: 0.25 is every fourth. Null: each.</summary>
    public double? Share { get; init; }

    /// <summary>How late, in milliseconds, 1 to an hour: of <c>slow</c> and <c>events-delayed</c> alone.</summary>
    public int? DelayMs { get; init; }

    public FaultMoment Moment => Kind switch
    {
        FaultKind.Throttled or FaultKind.Quota or FaultKind.ErrorBefore or FaultKind.ResetBefore => FaultMoment.Before,
        FaultKind.EventsDelayed or FaultKind.EventsDuplicated or FaultKind.EventsReordered or FaultKind.EventsLost => FaultMoment.Events,
        FaultKind.ErrorAfter or FaultKind.LostAnswer or FaultKind.Slow => FaultMoment.Answer,
    };

    public TimeSpan Delay => TimeSpan.FromMilliseconds(DelayMs ?? 0);

    private bool IsLate => Kind is FaultKind.Slow or FaultKind.EventsDelayed;

    /// <summary>What is wrong with it, for people.</summary>
    public string? Wrong() => this switch
    {
        { Times: not (null or (>= 1 and <= MaxTimes)) } => "times is a number of sends, 1 to 1000000.",
        { Share: { } share } when !(share is > 0 and <= 1) => "share is a part of the sends, above 0 and up to 1.",
        { IsLate: true, DelayMs: not (>= 1 and <= MaxDelayMs) } => "slow and events-delayed need delayMs, 1 to 3600000.",
        { IsLate: false, DelayMs: not null } => "delayMs belongs to slow and events-delayed alone.",
        _ => null,
    };
}
