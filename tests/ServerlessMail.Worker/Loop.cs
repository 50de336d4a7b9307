using Microsoft.Extensions.Logging;

namespace ServerlessMail.Worker;

/// <summary>Does a piece of work again and again, whatever becomes of it. Thread-safe.</summary>
internal sealed partial class Loop(TimeProvider time, ILogger<Loop> log)
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Works until it is told to stop.</summary>
    /// <param name="work">One piece; returns how long to wait before the next.</param>
    /// <param name="ct">Stops it.</param>
    public async Task RunAsync(Func<CancellationToken, Task<TimeSpan>> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await work(ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                Failed(log, fault);
                pause = AfterFault;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A piece of work failed; what is not done comes back.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
