using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A message that is queued has no moment at which the sweeper looks at it.</summary>
internal sealed class DueForgotten : Mutation
{
    public override string Name => "due-forgotten";

    public override string Breaks => "what is queued is not known to the sweeper";

    public override IMessageStore Messages(IMessageStore store, Process of) => new Forgets(store);

    private sealed class Forgets(IMessageStore store) : AlteredMessages(store)
    {
        public override Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) =>
            base.TrySaveAsync(before, after.Status == MessageStatus.Queued ? after with { Due = null } : after, ct);
    }
}
