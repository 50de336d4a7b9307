using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Scheduling;

/// <summary>Runs everything on one thread, and always picks the next step by the seed: the same seed is the same run.</summary>
/// <param name="dice">Picks.</param>
/// <param name="journal">Told of every step.</param>
/// <param name="fate">Asked before each step of a process.</param>
/// <param name="time">Lets those go on who stood still.</param>
internal sealed class SeededScheduler(Dice dice, Journal journal, IFate fate, VirtualTime time)
{
    /// <summary>More than the longest drains need.</summary>
    public const int DefaultMostSteps = 30_000_000;

    private readonly List<(ProcessContext Of, SendOrPostCallback Act, object? State)> _ready = [];

    /// <summary>How many steps ran so far.</summary>
    public int Steps { get; private set; }

    /// <summary>A world that takes more steps than this never comes to rest.</summary>
    public int MostSteps { get; init; } = DefaultMostSteps;

    public void Post(ProcessContext of, SendOrPostCallback act, object? state) => _ready.Add((of, act, state));

    /// <summary>Runs until nobody can go on before time does; false when the world does not come to rest.</summary>
    public bool RunReady()
    {
        while (_ready.Count > 0)
        {
            if (Steps >= MostSteps)
                return false;
            var at = _ready.Count == 1 ? 0 : dice.Next(_ready.Count);
            var (of, act, state) = _ready[at];
            _ready[at] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (of.Dead || of.Keeps(act, state) || (of.Mortal && Befalls(of, act, state)))
                continue;
            Steps++;
            journal.Step(of.Number);
            SynchronizationContext.SetSynchronizationContext(of);
            act(state);
        }

        return true;
    }

    /// <summary>True when this step is not taken: now, or never.</summary>
    private bool Befalls(ProcessContext of, SendOrPostCallback act, object? state)
    {
        if (fate.Kills())
        {
            of.Die();
            return true;
        }

        if (fate.Stalls() is not { } still)
            return false;
        of.Stall();
        time.Later(still, of.GoOn);
        return of.Keeps(act, state);
    }
}
