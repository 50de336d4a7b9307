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
            _timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), work, wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan); // it was given just here
    }

    public void Dispose() => _timer?.Dispose();
}
