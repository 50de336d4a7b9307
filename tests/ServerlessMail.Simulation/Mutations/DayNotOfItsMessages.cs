using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Whoever seals a day is not shown its last message.</summary>
internal sealed class DayNotOfItsMessages : Mutation
{
    public override string Name => "day-not-of-its-messages";

    public override string Breaks => "the root of a day leaves messages out";

    public override IMessageStore Messages(IMessageStore store, Process of) => of is Sweeper ? new Skips(store) : store;

    private sealed class Skips(IMessageStore store) : AlteredMessages(store)
    {
        public override async Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct) =>
            [.. (await base.ListAsync(day, before, limit, ct)).Skip(1)];
    }
}
