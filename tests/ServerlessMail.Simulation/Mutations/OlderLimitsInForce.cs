using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sweeper stands still for some minutes before it puts limits in force, and then does so whatever others did meanwhile.</summary>
internal sealed class OlderLimitsInForce : Mutation
{
    public override string Name => "older-limits-in-force";

    public override string Breaks => "limits of an older reading replace newer ones";

    public override IControlStore Control(IControlStore store, Process of) => of is Sweeper ? new Overwrites(store, of) : store;

    private sealed class Overwrites(IControlStore store, Process of) : AlteredControl(store)
    {
        public override async Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct)
        {
            await of.True.After(of.World.Dice.Between(TimeSpan.Zero, TimeSpan.FromMinutes(5)));
            await base.SetLimitsAsync(null, rate, quota, bulkShare, ct);
        }
    }
}
