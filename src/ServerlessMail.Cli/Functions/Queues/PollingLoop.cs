using Amazon.Runtime;

namespace ServerlessMail.Cli.Functions.Queues;

/// <summary>Asks a queue for work again and again.</summary>
/// <param name="workAsync">Works on one batch; returns how long to wait before the next.</param>
/// <param name="fault">What it means, in words, that a queue was out of reach.</param>
/// <param name="tell">Takes a line about what went wrong; thread-safe.</param>
/// <param name="time">The clock of the waits.</param>
internal sealed class PollingLoop(Func<CancellationToken, Task<TimeSpan>> workAsync, string fault, Action<string> tell, TimeProvider time)
{
    /// <summary>How long to wait after something went wrong.</summary>
    public static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Goes on until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await workAsync(ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception unreached) when (unreached is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
            {
                tell($"{fault}: {unreached.Message}");
                pause = AfterFault;
            }

            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
