using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A stop of one lane, sender or form is not obeyed.</summary>
internal sealed class ScopeIgnored : Mutation
{
    public override string Name => "scope-ignored";

    public override string Breaks => "only the pause of everything stops anything";

    public override IControlStore Control(IControlStore store, Process of) => new OnlyAll(store);

    private sealed class OnlyAll(IControlStore store) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) =>
            await base.TakeGrantAsync(request, now, ct) is var outcome and not GrantOutcome.Stopped { Everything: false } ? outcome : All(request, now);
    }
}
