namespace ServerlessMail.Simulation;

/// <summary>Runs everything on one thread, and always picks the next step by the seed: the same seed is the same run.</summary>
internal sealed class SeededScheduler(Random random) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Act, object? State)> _ready = [];

    /// <summary>How many steps ran so far.</summary>
    public int Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for another step.");

    /// <summary>Runs until nobody can go on before time does.</summary>
    public void RunReady()
    {
        while (_ready.Count > 0)
        {
            var at = random.Next(_ready.Count);
            var (act, state) = _ready[at];
            _ready[at] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            Steps++;
            act(state);
        }
    }

    /// <summary>Lets any other step come in between.</summary>
    public Task YieldAsync()
    {
        var later = new TaskCompletionSource();
        Post(static state => ((TaskCompletionSource)state!).SetResult(), later); // the state is what was given here
        return later.Task;
    }
}
