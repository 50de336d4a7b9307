using ServerlessMail.Core.Control;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>
/// After the storm: has the provider restore the account, opens what was closed, also by requests that arrive late, returns dead letters, and looks through what
/// is held.
/// </summary>
internal sealed class Caretaker(World world) : Process(world, "caretaker")
{
    private const int Rounds = 24;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    protected override async Task RunAsync()
    {
        var decides = Dice.Chance(0.5);
        World.Account.Heal();
        for (var round = 0; round < Rounds; round++)
        {
            var ports = Ports();
            await OpenAsync(ports.Control);
            foreach (var sender in World.Plan.Senders)
                await ports.Senders.PutAsync(World.Allowed(sender), CancellationToken.None);
            foreach (var queue in Enum.GetValues<ServiceQueue>())
                await ports.Returns().AllAsync(queue, static _ => { }, CancellationToken.None);
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
