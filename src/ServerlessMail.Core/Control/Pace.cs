using System.Runtime.InteropServices;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Control;

/// <summary>
/// Where the rate stands: for each counter the moment, in microseconds since 1970, at which its next recipient may go. A grant moves it on by its
/// recipients (a virtual clock, as in the generic cell rate algorithm: ITU-T I.371, annex A).
/// </summary>
/// <param name="All">Of all mail.</param>
/// <param name="Normal">Of normal and bulk mail.</param>
/// <param name="Bulk">Of bulk mail.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Pace(long All, long Normal, long Bulk)
{
    /// <summary>How far behind now a counter may lie and still be moved on instead of being set to now: bounds how much can follow a gap at once.</summary>
    public static readonly TimeSpan Lookback = TimeSpan.FromMilliseconds(40);

    /// <summary>How long after its moment a call may still begin; whoever is later asks again.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);

    /// <summary>How far ahead of now a send may be granted at most; less than <see cref="Grant.Life"/>, so that its moment comes while the grant is good.</summary>
    public static readonly TimeSpan Horizon = HorizonOf(Lane.Urgent);

    /// <summary>By how much the clocks of two workers may differ without harm to the rate.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMilliseconds(100);

    /// <summary>By how much a call can be out of place: as long before a large message nothing else is granted, or that would find the bucket in debt.</summary>
    public static readonly TimeSpan Guard = Lateness + Skew;

    /// <summary>No worker moves a counter further than this, with the largest message at the lowest rate; beyond it a clock was wrong.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromMinutes(5);

    // The distance between recipients is a little more than the rate asks for: what clocks and rounding take away again.
    private const double Margin = 1.01;

    /// <summary>The distance between two recipients of a counter, in microseconds.</summary>
    /// <remarks>
    /// Below two a second SES's bucket holds less than two recipients, so there the distance itself must bear <see cref="Guard"/>; above it the
    /// bucket does.
    /// </remarks>
    public static long StepOf(SendLimits limits, Counter counter)
    {
        var exact = 1_000_000 / limits.Rate;
        var kept = limits.Rate < 2 ? exact + Micros(Guard) : exact * Margin;
        return (long)Math.Ceiling(kept / limits.ShareOf(counter));
    }

    /// <summary>
    /// True for a message that could drive SES's bucket into debt, so that a mail whose moment was before it, and which is late, would be refused.
    /// </summary>
    public static bool IsLarge(SendLimits limits, int recipients) => recipients > 1 && recipients > (limits.Rate * (1 - Guard.TotalSeconds)) - 1;

    /// <summary>
    /// How far ahead of now a lane's sends may be granted. The less urgent ones must come closer: while the rate is contended, a more urgent mail finds a
    /// place that they may not have yet.
    /// </summary>
    public static TimeSpan HorizonOf(Lane lane) => TimeSpan.FromMilliseconds(lane switch
    {
        Lane.Urgent => 150,
        Lane.Normal => 110,
        Lane.Bulk => 70,
    });

    public long Of(Counter counter) => counter switch
    {
        Counter.All => All,
        Counter.Normal => Normal,
        Counter.Bulk => Bulk,
    };

    public Pace With(Counter counter, long moment) => counter switch
    {
        Counter.All => this with { All = moment },
        Counter.Normal => this with { Normal = moment },
        Counter.Bulk => this with { Bulk = moment },
    };

    /// <summary>The counter that lies so far ahead that no grant can have put it there; null when all can be believed.</summary>
    public Counter? Beyond(DateTimeOffset now)
    {
        foreach (var counter in Counters.Each)
        {
            if (IsBeyond(counter, now))
                return counter;
        }

        return null;
    }

    /// <summary>True when no grant can have put the counter there.</summary>
    public bool IsBeyond(Counter counter, DateTimeOffset now) => Of(counter) > Micros(now) + Micros(Farthest);

    public static long Micros(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Moment(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
