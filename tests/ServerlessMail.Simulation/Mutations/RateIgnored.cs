using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sender that is told to wait for the rate does not.</summary>
internal sealed class RateIgnored : Mutation
{
    public override string Name => "rate-ignored";

    public override string Breaks => "nobody waits for the rate";

    public override IControlStore Control(IControlStore store, Process of) => new Hasty(store);

    private sealed class Hasty(IControlStore store) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) =>
            await base.TakeGrantAsync(request, now, ct) is var outcome and not (GrantOutcome.Wait or GrantOutcome.Granted or GrantOutcome.Reserved) ? outcome : All(request, now);
    }
}
