using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A write keeps the old seal.</summary>
internal sealed class SealForgotten : Mutation
{
    public override string Name => "seal-forgotten";

    public override string Breaks => "a write leaves the seal of the state before";

    public override IMessageStore Messages(IMessageStore store, Process of) => new Forgets(store);

    private sealed class Forgets(IMessageStore store) : AlteredMessages(store)
    {
        public override Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) => base.TrySaveAsync(before, after with { Chain = before.Chain }, ct);
    }
}
