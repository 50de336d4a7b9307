using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>After the storm: opens what was closed, also by requests that arrive late, and looks through what is held.</summary>
internal sealed class Caretaker(World world) : Process(world, "caretaker")
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    protected override async Task RunAsync()
    {
        var decides = Dice.Chance(0.5);
        while (true)
        {
            var ports = Ports();
            await ports.Control.ResumeAsync("caretaker", Clock.GetUtcNow(), CancellationToken.None);
            foreach (var sender in World.Plan.Senders)
                await ports.Senders.PutAsync(World.Allowed(sender), CancellationToken.None);
            if (decides)
                await new HeldMail(World).DecideAsync(ports);
            await True.After(Round);
        }
    }
}
