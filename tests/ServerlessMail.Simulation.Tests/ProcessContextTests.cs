using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Tests;

public sealed class ProcessContextTests : IFate
{
    private readonly VirtualTime _time = new();
    private bool _kills;
    private TimeSpan? _stalls;
    private int _reached;
    private int _deaths;

    [Fact]
    public void A_process_goes_on_after_what_it_awaited()
    {
        Run(_ => { });
        Assert.Equal((3, 0), (_reached, _deaths));
    }

    [Fact]
    public void What_a_dead_process_awaited_never_comes_back()
    {
        Run(context => context.Die());
        Assert.Equal((1, 1), (_reached, _deaths));
    }

    [Fact]
    public void A_process_may_die_before_any_step_of_its_own()
    {
        Run(_ => _kills = true);
        Assert.Equal((1, 1), (_reached, _deaths));
    }

    [Fact]
    public void A_process_that_stands_still_goes_on_later()
    {
        Run(_ => _stalls = TimeSpan.FromSeconds(30));
        Assert.Equal((3, 0), (_reached, _deaths));
        Assert.True(_time.Now >= TimeSpan.FromSeconds(31));
    }

    bool IFate.Kills() => _kills;

    TimeSpan? IFate.Stalls() => (_stalls, _stalls = null).Item1;

    private void Run(Action<ProcessContext> meanwhile)
    {
        var scheduler = new SeededScheduler(new Dice(1, 1), new Journal(_time, null), this, _time);
        var context = new ProcessContext(scheduler, 1, () => _deaths++);
        var before = SynchronizationContext.Current;
        try
        {
            context.Post(_ => _ = LiveAsync(), null);
            Assert.True(scheduler.RunReady());
            meanwhile(context);
            while (_time.TryAdvance(TimeSpan.FromMinutes(1)))
                Assert.True(scheduler.RunReady());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private async Task LiveAsync()
    {
        _reached++;
        await _time.After(TimeSpan.FromSeconds(1));
        _reached++;
        await Task.Delay(TimeSpan.FromSeconds(1), _time);
        _reached++;
    }
}
