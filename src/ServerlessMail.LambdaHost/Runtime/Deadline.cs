namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>Ends the work on an event a moment before Lambda does, so that the handler can still say so.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>What it takes to write an answer and hand it over.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest that a timer can wait; Lambda allows a function 15 minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ITimer? _timer;

    public Deadline(CancellationTokenSource work, TimeSpan remaining, TimeProvider time)
    {
        var wait = remaining - Margin;
        if (wait <= TimeSpan.Zero)
            work.Cancel();
        else
            _timer = time.CreateTimer(End, work, wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    private static void End(object? state)
    {
        if (state is not CancellationTokenSource work)
            return;
        try
        {
            // On a timer's thread an exception of whoever is told would end the process.
            _ = work.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The work was done just before; a timer that has begun to fire cannot be called back.
        }
    }
}
