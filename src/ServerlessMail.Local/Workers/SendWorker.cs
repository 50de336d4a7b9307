using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Local.Workers;

/// <summary>What the sender function is on AWS, for one lane: receives records, works on each, deletes those that are done with.</summary>
internal sealed partial class SendWorker(Lane lane, IMessageQueue queue, SendQueued send, SendTimings timings, TimeProvider time, ILogger<SendWorker> log)
    : BackgroundService
{
    private const int Batch = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await WorkAsync(stoppingToken);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Works on one batch; returns how long to wait before the next.</summary>
    private async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        try
        {
            // Hidden for longer than a claim lives: a record comes back only when its worker is taken for dead.
            var records = await queue.ReceiveAsync(lane, Batch, timings.ClaimExpires, ct);
            await Task.WhenAll(records.Select(record => WorkAsync(record, ct)));
            return records.Count == 0 ? Idle : TimeSpan.Zero;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            ReceiveFailed(log, lane, fault);
            return AfterFault;
        }
        catch (OperationCanceledException)
        {
            return TimeSpan.Zero;
        }
    }

    private async Task WorkAsync(QueueRecord record, CancellationToken ct)
    {
        try
        {
            if (MessageId.TryParse(record.Body, out var id))
                await send.SendAsync(id, ct);
            else
                NotOurs(log, lane);
            // What is done with is taken away even while the host stops: else it only comes back to be looked at again.
            await queue.DeleteAsync(lane, record, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // It comes back when its visibility ends.
            RecordFailed(log, lane, record.ReceiveCount, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Lane} queue could not be read.")]
    private static partial void ReceiveFailed(ILogger logger, Lane lane, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A record of the {Lane} queue failed, at delivery {Count}.")]
    private static partial void RecordFailed(ILogger logger, Lane lane, int count, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A record of the {Lane} queue is no message id: dropped.")]
    private static partial void NotOurs(ILogger logger, Lane lane);
}
