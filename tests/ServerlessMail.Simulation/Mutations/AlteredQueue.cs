using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A queue of which a mutation alters something.</summary>
internal abstract class AlteredQueue(IMessageQueue queue) : IMessageQueue
{
    public virtual Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct) => queue.SendAsync(lane, id, delay, ct);

    public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct) => queue.ReceiveAsync(lane, limit, hidden, ct);

    public virtual Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct) => queue.DeleteAsync(lane, record, ct);

    public Task<int> DepthAsync(Lane lane, CancellationToken ct) => queue.DepthAsync(lane, ct);
}
