using System.Runtime.CompilerServices;
using ServerlessMail.Simulation.Scheduling;

namespace ServerlessMail.Simulation.Time;

/// <summary>The true time of a world: it stands still while anybody can go on, and then goes straight to the next alarm.</summary>
internal sealed class VirtualTime : TimeProvider
{
    /// <summary>Shortly before a day ends, so that in many worlds its root is made while they live.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 23, 50, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Alarm, (long Due, long Order)> _alarms = new();
    private long _ticks;
    private long _order;

    /// <summary>Since the start of the world.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(_ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(this, callback, state, dueTime, period);

    /// <summary>Lets an alarm ring after a while, 0 included.</summary>
    public void Set(Alarm alarm, TimeSpan after) => _alarms.Enqueue(alarm, (_ticks + after.Ticks, _order++));

    /// <summary>Does something after a while, on nobody's behalf: what is under way in the network arrives, whoever sent it.</summary>
    public void Later(TimeSpan after, Action act) => Set(new ActAlarm(act), after);

    /// <summary>Awaited, comes back after a while.</summary>
    public Wait After(TimeSpan span) => new(this, span);

    /// <summary>Goes to the next alarm and rings all of that moment; false, at <paramref name="end"/>, if there is none before it.</summary>
    public bool TryAdvance(TimeSpan end)
    {
        if (!_alarms.TryPeek(out _, out var next) || next.Due > end.Ticks)
        {
            _ticks = Math.Max(_ticks, end.Ticks);
            return false;
        }

        for (_ticks = next.Due; _alarms.TryPeek(out var alarm, out var at) && at.Due <= _ticks;)
        {
            _alarms.Dequeue();
            if (!alarm.Cancelled)
                alarm.Ring();
        }

        return true;
    }

    internal readonly struct Wait(VirtualTime time, TimeSpan span) : INotifyCompletion
    {
        public bool IsCompleted => false;

        public Wait GetAwaiter() => this;

        public void OnCompleted(Action continuation) => time.Set(new WakeAlarm(Step.Current, continuation), span);

        public void GetResult()
        {
        }
    }

    private sealed class WakeAlarm(ProcessContext of, Action continuation) : Alarm
    {
        public override void Ring() => Step.Resume(of, continuation);
    }

    private sealed class ActAlarm(Action act) : Alarm
    {
        public override void Ring() => act();
    }
}
