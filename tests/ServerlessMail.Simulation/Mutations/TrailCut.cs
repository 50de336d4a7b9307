using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A claim drops what the trail said before.</summary>
internal sealed class TrailCut : Mutation
{
    public override string Name => "trail-cut";

    public override string Breaks => "a write drops events of the trail";

    public override IMessageStore Messages(IMessageStore store, Process of) => new Cuts(store);

    private sealed class Cuts(IMessageStore store) : AlteredMessages(store)
    {
        public override Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) =>
            base.TrySaveAsync(before, after.Status == MessageStatus.Sending ? after with { Trail = [after.Trail[0], .. after.Trail[2..]] } : after, ct);
    }
}
