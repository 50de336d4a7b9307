using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Workers;

/// <summary>What the feedback function is on AWS: writes what SES tells afterwards into the trails.</summary>
internal sealed partial class FeedbackWorker(QueueTable queue, RecordFeedbackBatch record, TimeProvider time, ILogger<FeedbackWorker> log) : BackgroundService
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

    /// <summary>Works on one batch; returns how many records are done with.</summary>
    private async Task<int> WorkAsync(CancellationToken ct)
    {
        try
        {
            var records = await queue.ReceiveAsync(QueueTable.Feedback, Batch, Hidden, ct);
            if (records.Count == 0)
                return 0;
            var failed = await record.RunAsync([.. records.Select(Known)], ct);
            var done = records.Where(known => !failed.Contains(known.Receipt)).ToList();
            // What is recorded leaves even while the host stops; what failed comes back when its visibility ends.
            foreach (var known in done)
                await queue.DeleteAsync(known.Receipt, CancellationToken.None);
            return done.Count;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(log, fault.GetType().Name);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private FeedbackRecord Known(QueueRecord record) => new(record.Receipt, record.Body, record.QueuedAt ?? time.GetUtcNow());

    [LoggerMessage(Level = LogLevel.Error, Message = "The feedback queue could not be worked on ({Fault}).")]
    private static partial void Failed(ILogger logger, string fault);
}
