using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Sweepers write that a message is queued, and do not queue it.</summary>
internal sealed class SweeperQueuesNothing : Mutation
{
    public override string Name => "sweeper-queues-nothing";

    public override string Breaks => "what the queue lost is never brought again";

    public override IMessageQueue Queue(IMessageQueue queue, Process of) => of is Sweeper ? new Forgets(queue) : queue;

    private sealed class Forgets(IMessageQueue queue) : AlteredQueue(queue)
    {
        public override Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct) => Task.CompletedTask;
    }
}
