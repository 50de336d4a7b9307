using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Tests;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _rang = [];

    [Fact]
    public void Alarms_ring_in_their_order_and_time_goes_straight_to_them()
    {
        _time.Later(TimeSpan.FromHours(2), () => _rang.Add($"second at {_time.Now}"));
        _time.Later(TimeSpan.FromHours(1), () => _rang.Add($"first at {_time.Now}"));
        Pass(TimeSpan.FromHours(3));
        Assert.Equal(["first at 01:00:00", "second at 02:00:00"], _rang);
        Assert.Equal(TimeSpan.FromHours(3), _time.Now);
    }

    [Fact]
    public void Nothing_rings_before_its_time()
    {
        _time.Later(TimeSpan.FromHours(2), () => _rang.Add("rang"));
        Pass(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.Empty(_rang);
    }

    [Fact]
    public void A_timer_rings_again_until_it_is_disposed()
    {
        var timer = _time.CreateTimer(_ => _rang.Add("rang"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Pass(TimeSpan.FromSeconds(6));
        timer.Dispose();
        Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(3, _rang.Count);
    }

    [Fact]
    public void A_cancellation_comes_on_virtual_time()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(5), _time);
        Pass(TimeSpan.FromSeconds(4));
        Assert.False(cancelled.IsCancellationRequested);
        Pass(TimeSpan.FromSeconds(5));
        Assert.True(cancelled.IsCancellationRequested);
    }

    [Fact]
    public void A_process_clock_is_off_but_measures_truly()
    {
        var clock = new ProcessClock(_time, TimeSpan.FromSeconds(-2), 77);
        var started = clock.GetTimestamp();
        clock.Offset = TimeSpan.FromSeconds(2);
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(VirtualTime.Start + TimeSpan.FromSeconds(12), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(10), clock.GetElapsedTime(started));
    }

    private void Pass(TimeSpan until)
    {
        while (_time.TryAdvance(until))
            continue;
    }
}
