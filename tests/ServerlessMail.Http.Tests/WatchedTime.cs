using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ServerlessMail.Http.Tests;

/// <summary>A clock that stands still, and tells when somebody began to wait by it: a test then moves it, and never sleeps.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns once a timer of this length was set, now or before; each is told once.</summary>
    public async Task UntilTimerAsync(TimeSpan due, CancellationToken ct)
    {
        while (await _timers.Reader.ReadAsync(ct) != due)
        {
        }
    }
}
