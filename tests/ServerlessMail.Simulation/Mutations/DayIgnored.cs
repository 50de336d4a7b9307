using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sender that is told that the day is spent sends all the same.</summary>
internal sealed class DayIgnored : Mutation
{
    public override string Name => "day-ignored";

    public override string Breaks => "the day's quota is not kept";

    public override IControlStore Control(IControlStore store, Process of) => new Careless(store);

    private sealed class Careless(IControlStore store) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) =>
            await base.TakeGrantAsync(request, now, ct) is var outcome and not GrantOutcome.DaySpent ? outcome : All(request, now);
    }
}
