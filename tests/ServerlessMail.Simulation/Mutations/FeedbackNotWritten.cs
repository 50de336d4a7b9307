using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Events are deleted though they were not written into the trail.</summary>
internal sealed class FeedbackNotWritten : Mutation
{
    public override string Name => "feedback-not-written";

    public override string Breaks => "an event is deleted before it is written";

    public override IMessageStore Messages(IMessageStore store, Process of) => of is FeedbackWorker ? new Forgets(store) : store;

    private sealed class Forgets(IMessageStore store) : AlteredMessages(store)
    {
        public override Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) => Task.FromResult(true);
    }
}
