using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Workers;

/// <summary>What the feedback function is on AWS: writes what SES tells afterwards into the trails.</summary>
internal sealed partial class FeedbackWorker(QueueTable queue, RecordFeedback record, TimeProvider time, ILogger<FeedbackWorker> log) : BackgroundService
{
    private const int Batch = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await WorkAsync(stoppingToken) == 0)
                await Task.Delay(Idle, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> WorkAsync(CancellationToken ct)
    {
        try
        {
            var records = await queue.ReceiveAsync(QueueTable.Feedback, Batch, Hidden, ct);
            // Side by side: the evidence must not fall behind the sending that it speaks of.
            return (await Task.WhenAll(records.Select(record => WorkAsync(record, ct)))).Count(done => done);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(log, fault);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task<bool> WorkAsync(QueueRecord feedback, CancellationToken ct)
    {
        try
        {
            await RecordAsync(feedback, ct);
            await queue.DeleteAsync(feedback.Receipt, CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // It comes back when its visibility ends.
            Failed(log, fault);
            return false;
        }
    }

    private async Task RecordAsync(QueueRecord feedback, CancellationToken ct)
    {
        if (FeedbackJson.TryRead(feedback.Body, out var read, out var why))
            await record.RecordAsync(read, ct);
        else
            NotOurs(log, why);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Feedback could not be recorded.")]
    private static partial void Failed(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "A feedback record is passed over: {Why}.")]
    private static partial void NotOurs(ILogger logger, string why);
}
