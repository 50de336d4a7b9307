using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Sweepers do not look into the lanes' backlogs.</summary>
internal sealed class BacklogNotFed : Mutation
{
    public override string Name => "backlog-not-fed";

    public override string Breaks => "what waits for its lane is never let go";

    public override IMessageStore Messages(IMessageStore store, Process of) => of is Sweeper ? new Blind(store) : store;

    private sealed class Blind(IMessageStore store) : AlteredMessages(store)
    {
        public override Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) =>
            where.Prefix.StartsWith(Parking.For(HoldReason.Pace).Prefix, StringComparison.Ordinal) ? Task.FromResult<IReadOnlyList<MessageId>>([]) : base.ParkedAsync(where, limit, ct);
    }
}
