namespace ServerlessMail.Simulation.Time;

/// <summary>
/// What one process takes for the time: its wall clock is off by some seconds and may jump; its monotonic clock runs true, from a start of
/// its own.
/// </summary>
internal class ProcessClock(VirtualTime time, TimeSpan offset, long start) : TimeProvider
{
    /// <summary>How far the wall clock is ahead of true time.</summary>
    public TimeSpan Offset { get; set; } = offset;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

    public override long GetTimestamp() => start + time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
