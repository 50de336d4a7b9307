using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Queues;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Simulation.Tests;

/// <summary>In calm weather the simulated queue is a queue like any other.</summary>
public sealed class SimulatedQueueTests : MessageQueueContract
{
    private readonly VirtualTime _time = new();
    private readonly SimulatedQueue _queue;

    public SimulatedQueueTests()
    {
        _queue = new SimulatedQueue(_time, new Weather(Climates.Calm, new Dice(1, 1), _time), new Dice(1, 2));
    }

    protected override IMessageQueue Queue => _queue;

    protected override Task AdvanceAsync(TimeSpan by)
    {
        for (var end = _time.Now + by; _time.TryAdvance(end);)
            continue;
        return Task.CompletedTask;
    }
}
