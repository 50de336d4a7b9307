using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Benchmarks.Load;

/// <summary>Works on one batch of a lane after the other, as each of the two batches of a local sender does.</summary>
internal sealed class BatchSender(Lane lane, IMessageQueue queue, SendQueued send, SendTimings timings, TimeProvider time, CancellationToken stop = default)
{
    private const int Batch = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends, once the batch in hand is done with, when it is told to stop.</summary>
    public async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var records = await queue.ReceiveAsync(lane, Batch, timings.ClaimExpires, CancellationToken.None);
            if (records.Count == 0)
            {
                await Task.Delay(Idle, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                continue;
            }

            var read = records.ToLookup(record => MessageId.Parse(record.Body));
            var failed = await send.SendAsync([.. read.Select(same => same.Key)], stop);
            await Task.WhenAll(read.Where(same => !failed.Contains(same.Key)).SelectMany(same => same).Select(record => queue.DeleteAsync(lane, record, CancellationToken.None)));
        }
    }
}
