namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>Keeps a program that cannot start from being started again and again: each failure doubles the wait before the next try. Thread-safe.</summary>
internal sealed class StartBackOff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private int _failures;
    private long _since;
    private InvocationResult? _last;

    /// <summary>What the last start came to, while it is too early for another; else null.</summary>
    public InvocationResult? TooEarly
    {
        get
        {
            lock (_gate)
                return _last is { } last && time.GetElapsedTime(_since) < Wait ? last : null;
        }
    }

    private TimeSpan Wait => TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_failures - 1, 10))));

    public void Started()
    {
        lock (_gate)
            (_failures, _last) = (0, null);
    }

    /// <summary>Returns how long no other start will be tried.</summary>
    public TimeSpan Failed(InvocationResult result)
    {
        lock (_gate)
        {
            (_failures, _last, _since) = (_failures + 1, result, time.GetTimestamp());
            return Wait;
        }
    }
}
