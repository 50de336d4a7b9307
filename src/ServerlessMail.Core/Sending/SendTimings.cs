namespace ServerlessMail.Core.Sending;

/// <summary>The waits of the sending side. They depend on each other; <see cref="Validate"/> says how.</summary>
public sealed record SendTimings
{
    /// <summary>On AWS: workers live up to 30 s, feedback comes within minutes.</summary>
    public static readonly SendTimings Aws = new()
    {
        QueueGrace = TimeSpan.FromSeconds(60),
        LongestSleep = TimeSpan.FromSeconds(3),
        SendWithin = TimeSpan.FromSeconds(10),
        CallTimeout = TimeSpan.FromSeconds(15),
        ClaimExpires = TimeSpan.FromSeconds(60),
        QuietTime = TimeSpan.FromMinutes(10),
        FirstBackOff = TimeSpan.FromSeconds(1),
        LongestBackOff = TimeSpan.FromMinutes(15),
        QuotaWait = TimeSpan.FromMinutes(10),
        SweepEvery = TimeSpan.FromMinutes(1),
    };

    /// <summary>On a developer's machine, where queue and provider are in the same process.</summary>
    public static readonly SendTimings Local = new()
    {
        QueueGrace = TimeSpan.FromSeconds(5),
        SendWithin = TimeSpan.FromSeconds(2),
        CallTimeout = TimeSpan.FromSeconds(3),
        ClaimExpires = TimeSpan.FromSeconds(6),
        QuietTime = TimeSpan.FromSeconds(10),
        FirstBackOff = TimeSpan.FromMilliseconds(500),
        LongestBackOff = TimeSpan.FromSeconds(30),
        QuotaWait = TimeSpan.FromSeconds(30),
        SweepEvery = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>By how much the clock of a worker and that of the provider may differ without harm to anything but the rate.</summary>
    public static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(2);

    /// <summary>How long a queued message may stay unclaimed before the sweeper queues it again; doubles each time.</summary>
    public required TimeSpan QueueGrace { get; init; }

    /// <summary>How long after its claim a call may still begin.</summary>
    public required TimeSpan SendWithin { get; init; }

    /// <summary>How long a call may take.</summary>
    public required TimeSpan CallTimeout { get; init; }

    /// <summary>How long after its claim a worker is taken for dead.</summary>
    public required TimeSpan ClaimExpires { get; init; }

    /// <summary>How long an uncertain message waits for evidence.</summary>
    public required TimeSpan QuietTime { get; init; }

    /// <summary>The upper bound of the wait after the first setback; doubles with each.</summary>
    public required TimeSpan FirstBackOff { get; init; }

    public required TimeSpan LongestBackOff { get; init; }

    /// <summary>How many setbacks a message has, the last of them SES's, before an operator must look at it.</summary>
    public int MaxSetbacks { get; init; } = 100;

    /// <summary>How long a worker sleeps for the rate, with its claims, before it parks them in the lane's backlog.</summary>
    public TimeSpan LongestSleep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much at most a worker that waits for the rate comes back later than it could.</summary>
    public TimeSpan GrantJitter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>For how long at most a message that missed its rate waits in its queue before it is put into the backlog.</summary>
    public TimeSpan BurstWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the sweeper runs.</summary>
    public required TimeSpan SweepEvery { get; init; }

    /// <summary>How much of a lane's mail its queue should hold at most: what can leave in this time.</summary>
    public TimeSpan QueueAhead { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a message waits for room in the day's quota before it is looked at again.</summary>
    public required TimeSpan QuotaWait { get; init; }

    /// <summary>Full jitter: anything from nothing to the bound.</summary>
    /// <param name="setback">1 for the first.</param>
    /// <param name="jitter">0 to 1.</param>
    public TimeSpan BackOff(int setback, double jitter)
    {
        var bound = Math.Min(LongestBackOff.TotalSeconds, FirstBackOff.TotalSeconds * Math.Pow(2, Math.Min(setback - 1, 30)));
        return TimeSpan.FromSeconds(bound * jitter);
    }

    /// <summary>
    /// Throws <see cref="InvalidOperationException"/> when a worker could still be sending after it was taken for dead, or sleeps for so long that it is
    /// then too late.
    /// </summary>
    public SendTimings Validate() => LongestSleep >= SendWithin
        ? throw new InvalidOperationException($"LongestSleep ({LongestSleep}) must be shorter than SendWithin ({SendWithin}).")
        : SendWithin + CallTimeout < ClaimExpires
        ? this
        : throw new InvalidOperationException($"SendWithin + CallTimeout ({SendWithin + CallTimeout}) must be shorter than ClaimExpires ({ClaimExpires}).");
}
