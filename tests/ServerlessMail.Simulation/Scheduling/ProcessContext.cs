namespace ServerlessMail.Simulation.Scheduling;

/// <summary>
/// What a process runs in, from its start to its end. Everything that it awaits comes back here; after its death nothing does, as after
/// <c>kill -9</c>.
/// </summary>
internal sealed class ProcessContext(SeededScheduler scheduler, int number, Action? died) : SynchronizationContext
{
    public int Number => number;

    public bool Dead { get; private set; }

    /// <summary>The world itself does not die.</summary>
    public bool Mortal => died is not null;

    public void Die()
    {
        if (Dead)
            return;
        Dead = true;
        died?.Invoke();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!Dead)
            scheduler.Post(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for another step.");

    public override SynchronizationContext CreateCopy() => this;
}
