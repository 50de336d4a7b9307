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

    public SimulatedQueueTests() =>
        Queue = new OneAtATime(new SimulatedQueue(_time, new Weather(Climates.Calm, new Dice(1, 1), _time), new Dice(1, 2), new PutAside(_time), mostReceives: 10));

    protected override IMessageQueue Queue { get; }

    protected override Task AdvanceAsync(TimeSpan by)
    {
        for (var end = _time.Now + by; _time.TryAdvance(end);)
            continue;
        return Task.CompletedTask;
    }

    /// <summary>A world has one thread; the contract's races have many.</summary>
    private sealed class OneAtATime(IMessageQueue queue) : IMessageQueue
    {
        private readonly Lock _gate = new();

        public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct)
        {
            lock (_gate)
                return queue.SendAsync(lane, id, delay, ct);
        }

        public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct)
        {
            lock (_gate)
                return queue.ReceiveAsync(lane, limit, hidden, ct);
        }

        public Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct)
        {
            lock (_gate)
                return queue.DeleteAsync(lane, record, ct);
        }

        public Task<int> DepthAsync(Lane lane, CancellationToken ct)
        {
            lock (_gate)
                return queue.DepthAsync(lane, ct);
        }
    }
}
