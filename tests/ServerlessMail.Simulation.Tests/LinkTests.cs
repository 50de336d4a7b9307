using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Tests;

public sealed class LinkTests
{
    private readonly VirtualTime _time = new();
    private int _done;

    [Fact]
    public void A_call_in_calm_weather_does_its_work_and_answers()
    {
        var (link, call) = Call(Climates.Calm);
        Assert.Equal((1, 0, true), (_done, link.Faults, call.IsCompletedSuccessfully));
    }

    [Fact]
    public void A_lost_request_does_no_work()
    {
        var (link, call) = Call(Climates.Calm with { LostRequests = 1 });
        Assert.Equal((0, 1), (_done, link.Faults));
        Assert.IsType<IOException>(call.Exception?.InnerException);
    }

    [Fact]
    public void A_lost_answer_comes_after_the_work()
    {
        var (link, call) = Call(Climates.Calm with { LostAnswers = 1 });
        Assert.Equal((1, 1), (_done, link.Faults));
        Assert.IsType<IOException>(call.Exception?.InnerException);
    }

    [Fact]
    public void A_late_request_fails_first_and_works_afterwards()
    {
        var (_, call) = Call(Climates.Calm with { LateRequests = 1 });
        Assert.Equal((0, true), (_done, call.IsFaulted));
        while (_time.TryAdvance(TimeSpan.FromSeconds(2)))
            continue;
        Assert.Equal(1, _done);
    }

    [Fact]
    public void During_an_outage_nothing_gets_through()
    {
        var (_, call) = Call(Climates.Calm with { Spells = [new Spell(Dependency.Table, TimeSpan.Zero, TimeSpan.FromSeconds(1), 1)] });
        Assert.Equal((0, true), (_done, call.IsFaulted));
    }

    private (Link Link, Task<int> Call) Call(Climate climate)
    {
        var journal = new Journal(_time, null);
        var weather = new Weather(climate, new Dice(1, 1), _time) { Stormy = true };
        var scheduler = new SeededScheduler(new Dice(1, 2), journal, weather, _time);
        var link = new Link("test", weather, _time, journal);
        var before = SynchronizationContext.Current;
        try
        {
            var call = Task.FromResult(0);
            new ProcessContext(scheduler, 1, () => { }).Post(
                _ => call = link.CallAsync(Dependency.Table, "works", null, () => Task.FromResult(++_done), CancellationToken.None), null);
            Assert.True(scheduler.RunReady());
            return (link, call);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
