namespace ServerlessMail.Benchmarks.Time;

/// <summary>The machine's clock, wrong by some time.</summary>
internal sealed class ShiftedClock(TimeSpan wrongBy) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + wrongBy;
}
