using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Cost;

/// <summary>Counts what would be requests to SQS: each operation is one.</summary>
internal sealed class CountedQueue(IMessageQueue queue) : IMessageQueue
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct) => Counted(queue.SendAsync(lane, id, delay, ct));

    public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct) =>
        Counted(queue.ReceiveAsync(lane, limit, hidden, ct));

    public Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct) => Counted(queue.DeleteAsync(lane, record, ct));

    public Task<int> DepthAsync(Lane lane, CancellationToken ct) => Counted(queue.DepthAsync(lane, ct));

    private T Counted<T>(T request)
    {
        Interlocked.Increment(ref _requests);
        return request;
    }
}
