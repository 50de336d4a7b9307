using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>The lanes' queues: one channel of the queue table each.</summary>
internal sealed class SqliteQueue(QueueTable table) : IMessageQueue
{
    public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, IMessageQueue.LongestDelay);
        return table.SendAsync(ChannelOf(lane), id.ToString(), TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds)), ct);
    }

    public Task<int> DepthAsync(Lane lane, CancellationToken ct) => table.DepthAsync(ChannelOf(lane), ct);

    public Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct) =>
        table.ReceiveAsync(ChannelOf(lane), limit, hidden, ct);

    public Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct) => table.DeleteAsync(record.Receipt, ct);

    private static string ChannelOf(Lane lane) => lane switch
    {
        Lane.Urgent => "urgent",
        Lane.Normal => "normal",
        Lane.Bulk => "bulk",
    };
}
