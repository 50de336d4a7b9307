using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sender that must wait leaves its record in the queue, so that it comes back.</summary>
internal sealed class HoldByFailingRecord : Mutation
{
    public override string Name => "hold-by-failing-record";

    public override string Breaks => "waiting burns the receive count";

    public override IMessageQueue Queue(IMessageQueue queue, Process of) => of is SendWorker ? new Leaves(queue, of) : queue;

    private sealed class Leaves(IMessageQueue queue, Process of) : AlteredQueue(queue)
    {
        public override Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct) =>
            MessageId.TryParse(record.Body, out var id) && of.World.Witness.Heads.TryGetValue(id, out var head) && head.Status == MessageStatus.Held
                ? Task.CompletedTask
                : base.DeleteAsync(lane, record, ct);
    }
}
