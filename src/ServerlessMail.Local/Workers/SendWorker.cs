using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Local.Workers;

/// <summary>
/// What the sender function is on AWS, for one lane: receives records, works on each batch, deletes those that are done with. Two batches run at
/// once, so that the rate is used also while one of them waits for its answers.
/// </summary>
internal sealed partial class SendWorker(Lane lane, IMessageQueue queue, SendBatch send, SendTimings timings, TimeProvider time, ILogger<SendWorker> log)
    : BackgroundService
{
    private const int Batch = 10;
    private const int Batches = 2;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Batches).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await WorkAsync(ct);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Works on one batch; returns how long to wait before the next.</summary>
    private async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        try
        {
            // Hidden for longer than a claim lives: a record comes back only when its worker is taken for dead.
            var records = await queue.ReceiveAsync(lane, Batch, timings.ClaimExpires, ct);
            var failed = await send.RunAsync(lane, records, ct);
            // What is done with is taken away even while the host stops: else it only comes back to be looked at again.
            await Task.WhenAll(records.Except(failed).Select(DeleteAsync));
            return records.Count == 0 ? Idle : TimeSpan.Zero;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(log, lane, fault);
            return AfterFault;
        }
        catch (OperationCanceledException)
        {
            return TimeSpan.Zero;
        }
    }

    private Task DeleteAsync(QueueRecord record) => queue.DeleteAsync(lane, record, CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of the {Lane} queue failed; what is not done comes back.")]
    private static partial void Failed(ILogger logger, Lane lane, Exception fault);
}
