using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Sweepers let go what the pause of everything kept, and not what a scope's did.</summary>
internal sealed class ResumeForgetsScope : Mutation
{
    public override string Name => "resume-forgets-scope";

    public override string Breaks => "what a scope's stop kept is never let go";

    public override IControlStore Control(IControlStore store, Process of) => of is Sweeper ? new Forgets(store) : store;

    private sealed class Forgets(IControlStore store) : AlteredControl(store)
    {
        public override async Task<ControlState> ReadAsync(CancellationToken ct) => await base.ReadAsync(ct) with { Draining = [] };
    }
}
