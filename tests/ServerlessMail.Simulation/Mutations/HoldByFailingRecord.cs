using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sender that must wait fails its record, so that the queue brings it back.</summary>
internal sealed class HoldByFailingRecord : Mutation
{
    public override string Name => "hold-by-failing-record";

    public override string Breaks => "waiting burns the receive count";

    public override IControlStore Control(IControlStore store, Process of) => new Throws(store);

    private sealed class Throws(IControlStore store) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) =>
            await base.TakeGrantAsync(lane, recipients, ct) is GrantOutcome.Granted ? GrantOutcome.Granted : throw new IOException("Come back later.");
    }
}
