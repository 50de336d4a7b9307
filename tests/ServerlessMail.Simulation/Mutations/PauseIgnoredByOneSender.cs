using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>One sender of many takes no grant.</summary>
internal sealed class PauseIgnoredByOneSender : Mutation
{
    public override string Name => "pause-ignored-by-one-sender";

    public override string Breaks => "one sender of many takes no grant";

    public override IControlStore Control(IControlStore store, Process of) => of.Name == "sender-0" ? new GrantSkipped.NoGrants(store) : store;
}
