using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>What the sweeper function is: sweeps every so often, and goes on at once while there is more.</summary>
internal sealed class Sweeper(World world, int number) : Process(world, $"sweeper-{number}")
{
    private readonly int _limit = world.Dice.Between(1, 30);

    protected override async Task RunAsync()
    {
        await True.After(Dice.Between(TimeSpan.Zero, World.Plan.SweepEvery));
        while (true)
        {
            await TryAsync(SweepAsync);
            await True.After(World.Plan.SweepEvery);

            // Sweeps that would find nothing are left out, so that days go by quickly.
            if (World.NextMoment() is { } next && next - True.Now is var idle && idle > World.Plan.SweepEvery * 3)
                await True.After(idle - World.Plan.SweepEvery);
        }
    }

    private async Task SweepAsync()
    {
        while ((await Ports().Sweep().RunAsync(_limit, CancellationToken.None)).Total >= _limit)
            World.Journal.Note(Name, "goes on");
    }
}
