namespace ServerlessMail.Benchmarks.Time;

/// <summary>
/// Time that jumps from one event to the next, and the one thread on which all that happens in it runs. The same work is the same run each
/// time, and an hour of waiting costs nothing.
/// </summary>
internal sealed class VirtualTime : SynchronizationContext
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);

    private readonly Queue<(SendOrPostCallback Act, object? State)> _ready = [];
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _timers = new();
    private long _order;

    /// <summary>How long it has gone on.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The true time.</summary>
    public DateTimeOffset Now => Start + Elapsed;

    public override void Post(SendOrPostCallback d, object? state) => _ready.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for another step.");

    /// <summary>Lets an act happen later.</summary>
    public void After(TimeSpan wait, Action act) => _timers.Enqueue(act, ((Elapsed + wait).Ticks, _order++));

    /// <summary>Done after that time, to the tick; Task.Delay knows only milliseconds.</summary>
    public Task WaitAsync(TimeSpan wait)
    {
        var later = new TaskCompletionSource();
        After(wait, later.SetResult);
        return later.Task;
    }

    /// <summary>Begins an act, and lets time pass until it is done or the end is reached. Other work is left where it stands.</summary>
    /// <exception cref="TimeoutException">The end was reached first.</exception>
    public void Run(Func<Task> act, TimeSpan end)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = act();
            RunReady();
            while (!task.IsCompleted && _timers.TryDequeue(out var next, out var due) && due.Ticks <= end.Ticks)
            {
                Elapsed = TimeSpan.FromTicks(Math.Max(due.Ticks, Elapsed.Ticks));
                next();
                RunReady();
            }

            if (!task.IsCompleted)
                throw new TimeoutException($"Not done after {end} of virtual time.");
            if (task.Exception is { } fault)
                throw fault;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void RunReady()
    {
        while (_ready.TryDequeue(out var next))
            next.Act(next.State);
    }
}
