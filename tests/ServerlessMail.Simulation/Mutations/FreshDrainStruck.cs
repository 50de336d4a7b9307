using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sweeper that saw all mail of a scope gone stands still for some minutes, and then strikes the scope whatever others did meanwhile.</summary>
internal sealed class FreshDrainStruck : Mutation
{
    public override string Name => "fresh-drain-struck";

    public override string Breaks => "what is held by a later stop of a scope never leaves";

    public override IControlStore Control(IControlStore store, Process of) => of is Sweeper ? new Late(store, of) : store;

    private sealed class Late(IControlStore store, Process of) : AlteredControl(store)
    {
        public override async Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct)
        {
            await of.True.After(of.World.Dice.Between(TimeSpan.Zero, TimeSpan.FromMinutes(5)));
            await base.DrainedAsync(scope, await ReadAsync(ct), ct);
        }
    }
}
