using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>After the storm: opens what was closed, also by requests that arrive late, and looks through what is held.</summary>
internal sealed class Caretaker(World world) : Process(world, "caretaker")
{
    private const int Rounds = 24;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    protected override async Task RunAsync()
    {
        var decides = Dice.Chance(0.5);
        for (var round = 0; round < Rounds; round++)
        {
            var ports = Ports();
            await OpenAsync(ports.Control);
            foreach (var sender in World.Plan.Senders)
                await ports.Senders.PutAsync(World.Allowed(sender), CancellationToken.None);
            if (decides)
                await new HeldMail(World).DecideAsync(ports);
            await True.After(Round);
        }
    }

    private async Task OpenAsync(IControlStore control)
    {
        var state = await control.ReadAsync(CancellationToken.None);
        if (!state.Open)
            await control.ResumeAsync(SendScope.All, "caretaker", Clock.GetUtcNow(), CancellationToken.None);
        foreach (var stop in state.Stops)
            await control.ResumeAsync(SendScope.FromToken(stop), "caretaker", Clock.GetUtcNow(), CancellationToken.None);
    }
}
