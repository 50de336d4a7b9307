namespace ServerlessMail.Simulation.Time;

/// <summary>A timer on virtual time.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private Due? _next;

    public VirtualTimer(VirtualTime time, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_time, _callback, _state) = (time, callback, state);
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Stop();
        if (dueTime != Timeout.InfiniteTimeSpan)
            _time.Set(_next = new Due(this, period), dueTime);
        return true;
    }

    public void Dispose() => Stop();

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private void Stop()
    {
        if (_next is { } next)
            next.Cancelled = true;
        _next = null;
    }

    private void Ring(TimeSpan period)
    {
        _next = null;
        if (period > TimeSpan.Zero)
            Change(period, period);
        _callback(_state);
    }

    private sealed class Due(VirtualTimer timer, TimeSpan period) : Alarm
    {
        public override void Ring() => timer.Ring(period);
    }
}
