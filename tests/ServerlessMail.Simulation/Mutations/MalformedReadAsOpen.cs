using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A control item that cannot be used is taken for an open one.</summary>
internal sealed class MalformedReadAsOpen : Mutation
{
    public override string Name => "malformed-read-as-open";

    public override string Breaks => "a control item that cannot be read does not close";

    public override IControlStore Control(IControlStore store, Process of) => new Open(store);

    private sealed class Open(IControlStore store) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) =>
            await base.TakeGrantAsync(request, now, ct) is var outcome and not GrantOutcome.Unusable ? outcome : All(request, now);
    }
}
