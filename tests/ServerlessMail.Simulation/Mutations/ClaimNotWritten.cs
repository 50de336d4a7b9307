using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A claim is taken for granted and not written.</summary>
internal sealed class ClaimNotWritten : Mutation
{
    public override string Name => "claim-not-written";

    public override string Breaks => "the claim is not written before the call";

    public override IMessageStore Messages(IMessageStore store, Process of) => new Store(store);

    private sealed class Store(IMessageStore store) : AlteredMessages(store)
    {
        public override Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) =>
            after.Status == MessageStatus.Sending ? Task.FromResult(true) : base.TrySaveAsync(before, after, ct);
    }
}
