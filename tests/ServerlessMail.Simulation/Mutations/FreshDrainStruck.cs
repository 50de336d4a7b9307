using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sweeper that saw all mail of a scope gone strikes the scope, and again for some minutes, whatever others do meanwhile.</summary>
internal sealed class FreshDrainStruck : Mutation
{
    public override string Name => "fresh-drain-struck";

    public override string Breaks => "what is held by a later stop of a scope never leaves";

    public override IControlStore Control(IControlStore store, Process of) => of is Sweeper ? new Strikes(store, of) : store;

    private sealed class Strikes(IControlStore store, Process of) : AlteredControl(store)
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

        public override async Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct)
        {
            await base.DrainedAsync(scope, seen, ct);
            for (var times = 1; times <= 100; times++)
                of.True.Later(Every * times, () => _ = StrikeAsync(scope));
        }

        private async Task StrikeAsync(SendScope scope) => await base.DrainedAsync(scope, await ReadAsync(CancellationToken.None), CancellationToken.None);
    }
}
