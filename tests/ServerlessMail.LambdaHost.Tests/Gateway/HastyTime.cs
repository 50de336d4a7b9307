using System.Collections.Concurrent;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>A clock whose waits are over as soon as they begin, and are remembered.</summary>
internal sealed class HastyTime : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.FromHours(1))
            _waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime < TimeSpan.FromHours(1) ? TimeSpan.Zero : dueTime, period);
    }
}
