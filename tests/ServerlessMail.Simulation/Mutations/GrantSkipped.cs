using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Senders take no grant: they only think that they have one.</summary>
internal sealed class GrantSkipped : Mutation
{
    public override string Name => "grant-skipped";

    public override string Breaks => "nobody asks control before a send";

    public override IControlStore Control(IControlStore store, Process of) => new NoGrants(store);

    internal sealed class NoGrants(IControlStore store) : AlteredControl(store)
    {
        public override Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) => Task.FromResult(All(request, now));
    }
}
