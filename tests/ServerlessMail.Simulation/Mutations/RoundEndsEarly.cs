using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sweeper is shown half of what is due, and takes that for all.</summary>
internal sealed class RoundEndsEarly : Mutation
{
    public override string Name => "round-ends-early";

    public override string Breaks => "a round ends while more is due";

    public override IMessageStore Messages(IMessageStore store, Process of) => of is Sweeper ? new Half(store) : store;

    private sealed class Half(IMessageStore store) : AlteredMessages(store)
    {
        public override async Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
            [.. (await base.DueAsync(now, limit, ct)).Take((limit + 1) / 2)];
    }
}
