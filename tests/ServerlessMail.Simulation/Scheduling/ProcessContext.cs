namespace ServerlessMail.Simulation.Scheduling;

/// <summary>
/// What a process runs in, from its start to its end. Everything that it awaits comes back here; after its death nothing does, as after
/// <c>kill -9</c>.
/// </summary>
internal sealed class ProcessContext(SeededScheduler scheduler, int number, Action? died) : SynchronizationContext
{
    private List<(SendOrPostCallback Act, object? State)>? _meanwhile;

    public int Number => number;

    public bool Dead { get; private set; }

    /// <summary>How often it stood still: what it was late with is then explained.</summary>
    public int Stalls { get; private set; }

    /// <summary>The world itself does not die.</summary>
    public bool Mortal => died is not null;

    public void Die()
    {
        if (Dead)
            return;
        Dead = true;
        died?.Invoke();
    }

    /// <summary>Stands still, as a frozen machine does, until <see cref="GoOn"/>; what comes back meanwhile waits.</summary>
    public void Stall()
    {
        _meanwhile ??= [];
        Stalls++;
    }

    public void GoOn()
    {
        var waiting = _meanwhile ?? [];
        _meanwhile = null;
        foreach (var (act, state) in waiting)
            Post(act, state);
    }

    /// <summary>True when it stands still; the step then waits for it.</summary>
    public bool Keeps(SendOrPostCallback act, object? state)
    {
        _meanwhile?.Add((act, state));
        return _meanwhile is not null;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!Dead && !Keeps(d, state))
            scheduler.Post(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for another step.");

    public override SynchronizationContext CreateCopy() => this;
}
