using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Worker;

/// <summary>What the sender function is on AWS: receives records of the three lanes, works on each batch, deletes those that are done with.</summary>
internal sealed class SenderRole(IMessageQueue queue, SendBatch send, SendTimings timings, Loop loop)
{
    private const int Batch = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    public Task RunAsync(CancellationToken ct) => Task.WhenAll(Enum.GetValues<Lane>().Select(lane => loop.RunAsync(token => WorkAsync(lane, token), ct)));

    private async Task<TimeSpan> WorkAsync(Lane lane, CancellationToken ct)
    {
        // Hidden for longer than a claim lives: a record comes back only when its worker is taken for dead.
        var records = await queue.ReceiveAsync(lane, Batch, timings.ClaimExpires, ct);
        if (records.Count == 0)
            return Idle;
        var failed = await send.RunAsync(lane, records, ct);
        await Task.WhenAll(records.Except(failed).Select(record => queue.DeleteAsync(lane, record, CancellationToken.None)));
        return TimeSpan.Zero;
    }
}
