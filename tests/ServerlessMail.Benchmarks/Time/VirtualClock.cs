namespace ServerlessMail.Benchmarks.Time;

/// <summary>The clock of one process, which is wrong by some time; how time passes it knows well.</summary>
internal sealed class VirtualClock(VirtualTime time, TimeSpan wrongBy) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => time.Now + wrongBy;

    public override long GetTimestamp() => time.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(time, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private int _changes;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("Nothing here ticks.");
            var change = ++_changes;
            if (dueTime != Timeout.InfiniteTimeSpan)
                time.After(dueTime, () => Fire(change));
            return true;
        }

        public void Dispose() => _changes++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int change)
        {
            if (change == _changes)
                callback(state);
        }
    }
}
