using ServerlessMail.Core.Control;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// The limits that a call may have been granted by: those in force, and for <see cref="Settling"/> those that were before, since grants and reserved places
/// of theirs are still good.
/// </summary>
internal sealed class LimitsOfLate
{
    /// <summary>Longer than any grant or place lives.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan Until, SendLimits Limits)> _before = [];

    public SendLimits InForce { get; private set; } = SendLimits.Least;

    public void Become(SendLimits limits, TimeSpan now)
    {
        _before.Enqueue((now + Settling, InForce));
        InForce = limits;
    }

    public double RateAt(TimeSpan now) => Max(now, limits => limits.Rate);

    public long CapAt(TimeSpan now, Counter counter) => Max(now, limits => limits.CapOf(counter));

    private T Max<T>(TimeSpan now, Func<SendLimits, T> of)
    {
        while (_before.TryPeek(out var old) && old.Until < now)
            _before.Dequeue();
        return _before.Select(old => of(old.Limits)).Append(of(InForce)).Max() ?? of(InForce);
    }
}
