using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The queue as one worker reaches it.</summary>
internal sealed class LinkedQueue(Link link, IMessageQueue queue) : IMessageQueue
{
    public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct) => link.CallAsync(Dependency.Queue, "queues", id, async () =>
    {
        await queue.SendAsync(lane, id, delay, CancellationToken.None);
        return true;
    }, ct);

    public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct) =>
        link.CallAsync(Dependency.Queue, "receives", null, () => queue.ReceiveAsync(lane, limit, hidden, CancellationToken.None), ct);

    public Task<int> DepthAsync(Lane lane, CancellationToken ct) =>
        link.CallAsync(Dependency.Queue, "asks for the depth", null, () => queue.DepthAsync(lane, CancellationToken.None), ct);

    public Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct) => link.CallAsync(Dependency.Queue, "deletes", null, async () =>
    {
        await queue.DeleteAsync(lane, record, CancellationToken.None);
        return true;
    }, ct);
}
