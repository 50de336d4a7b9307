using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A write of a message no longer asks whether somebody wrote in between: a claim can be stolen.</summary>
internal sealed class SaveIgnoresSeq : Mutation
{
    public override string Name => "save-ignores-seq";

    public override string Breaks => "a claim can be stolen";

    public override IMessageStore Messages(IMessageStore store, Process of) => new Store(store);

    private sealed class Store(IMessageStore store) : AlteredMessages(store)
    {
        public override async Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) =>
            await FindAsync(before.Id, ct) is { Message: var current } && await base.TrySaveAsync(current, after, ct);
    }
}
