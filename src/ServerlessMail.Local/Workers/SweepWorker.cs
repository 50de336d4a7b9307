using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Local.Attachments;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Workers;

/// <summary>What the sweeper function and the table's TTL are on AWS, at a developer's pace.</summary>
internal sealed partial class SweepWorker(
    SweeperRound round, SqlitePurge purge, FolderAttachments attachments, SealDay sealDay, SendTimings timings, TimeProvider time, IHostApplicationLifetime life, ILogger<SweepWorker> log) : BackgroundService
{
    /// <summary>For how long one round goes on while there is work: resume drains without waiting for the next tick.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>How many days one run seals where several are due.</summary>
    private const int MaxDays = 7;

    private static readonly TimeSpan PurgeEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The simulator that is asked for the account listens last.
        await StartedAsync(stoppingToken);
        long? purged = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round.RunAsync(Budget, stoppingToken);
                if (purged is not { } last || time.GetElapsedTime(last) >= PurgeEvery)
                {
                    await sealDay.RunDueAsync(MaxDays, stoppingToken);
                    await purge.RunAsync(stoppingToken);
                    attachments.Purge();
                    purged = time.GetTimestamp();
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(timings.SweepEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registered = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A sweep failed; the next one goes on.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
