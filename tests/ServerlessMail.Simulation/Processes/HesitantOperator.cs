using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>Stops the same part of the mail again and again, often just when what the last stop kept has left.</summary>
internal sealed class HesitantOperator(World world) : Process(world, "hesitant")
{
    private readonly SendScope _scope = world.AnyScope();

    protected override async Task RunAsync()
    {
        while (World.Weather.Stormy)
        {
            await True.After(Dice.Between(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5)));
            await TryAsync(StopAsync);
        }
    }

    private async Task StopAsync()
    {
        var ports = Ports();
        await ports.Control.PauseAsync(_scope, "not sure", Name, Clock.GetUtcNow(), CancellationToken.None);
        await True.After(Dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)));
        await ports.Control.ResumeAsync(_scope, Name, Clock.GetUtcNow(), CancellationToken.None);
    }
}
