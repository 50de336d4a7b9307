using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Processes;

/// <summary>
/// A program that runs until it dies, and is then started again by whoever looks after it. Each life has a clock of its own; what one life knew,
/// the next does not.
/// </summary>
internal abstract class Process(World world, string name)
{
    private ProcessContext? _context;
    private int _lives;

    public World World => world;

    /// <summary>Time as it truly is, which no program knows: for what the world does to it.</summary>
    public VirtualTime True => world.Time;

    protected Dice Dice => world.Dice;

    /// <summary>How it is called in the trace; a constant for each process of a world.</summary>
    public string Name => name;

    /// <summary>What it takes for the time.</summary>
    public TimeProvider Clock { get; private set; } = world.Time;

    /// <summary>The keys that this life has read.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Keys { get; private set; } = [];

    /// <summary>How often its life stood still so far.</summary>
    public int Stalls => _context?.Stalls ?? 0;

    public void Start()
    {
        _lives++;
        Keys = [];
        Clock = world.ClockOf(this);
        _context = world.ContextOf(Died);
        _context.Post(static state => _ = ((Process)state!).LiveAsync(), this); // the state is this
    }

    /// <summary>Its life; begun anew after each death.</summary>
    protected abstract Task RunAsync();

    /// <summary>What its workers reach the world by, with a count of faults of their own.</summary>
    protected Ports Ports() => new(world, this);

    /// <summary>Something that a fault of a dependency may end: whoever did it comes back for it.</summary>
    protected async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return false;
        }
        catch (Exception fault)
        {
            world.Witness.Surprised(name, fault.ToString());
            return false;
        }
    }

    private async Task LiveAsync() => await TryAsync(RunAsync);

    private void Died()
    {
        world.Journal.Note(name, "dies", "");
        world.Time.Later(Dice.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)), Start);
    }

    public override string ToString() => $"{name} in its life {_lives}";
}
