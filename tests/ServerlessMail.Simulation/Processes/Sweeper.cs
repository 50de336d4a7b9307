using ServerlessMail.Core.Sweeping;
using ServerlessMail.Simulation.Invariants;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>What the sweeper function is: one round every so often, under the lease; and once an hour the roots of the days that are over.</summary>
internal sealed class Sweeper(World world, int number) : Process(world, $"sweeper-{number}")
{
    private const int MaxDays = 7;
    private static readonly TimeSpan SealEvery = TimeSpan.FromHours(1);

    private readonly int _step = world.Dice.Between(1, 30);

    protected override async Task RunAsync()
    {
        await True.After(Dice.Between(TimeSpan.Zero, World.Plan.SweepEvery));
        var ports = Ports();
        var round = ports.Round(_step);
        var sealedAt = (long?)null;
        while (true)
        {
            await TryAsync(() => RoundAsync(ports, round));
            if (World.Plan.Sealed && (sealedAt is not { } last || Clock.GetElapsedTime(last) >= SealEvery) && await TryAsync(() => ports.SealDay().RunDueAsync(MaxDays, CancellationToken.None)))
                sealedAt = Clock.GetTimestamp();
            await True.After(World.Plan.SweepEvery);

            // Rounds that would find nothing are left out, so that days go by quickly.
            if (World.NextMoment() is { } next && next - True.Now is var idle && idle > World.Plan.SweepEvery * 3)
                await True.After(idle - World.Plan.SweepEvery);
        }
    }

    private async Task RoundAsync(Ports ports, SweeperRound round)
    {
        var (began, saw, faults) = (True.Now, Clock.GetUtcNow(), ports.Faults);
        if (await round.RunAsync(World.Plan.SweepBudget, CancellationToken.None) is not null)
            World.Witness.RoundEnded(new EndedRound(Name, began, saw, True.Now - began < World.Plan.SweepBudget, ports.Faults - faults));
    }
}
