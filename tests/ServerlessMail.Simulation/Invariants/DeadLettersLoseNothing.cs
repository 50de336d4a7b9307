using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Queues;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// A record becomes a dead letter only if each of its deliveries met a fault, and its message is then done with or known to the sweeper. In the end none is
/// left that an operator could return.
/// </summary>
internal sealed class DeadLettersLoseNothing : Invariant
{
    public override void PutAside(Entry entry)
    {
        if (entry.LeftForNothing)
            Break($"the record of {entry.Body} became a dead letter though a delivery of it met no fault");
        if (MessageId.TryParse(entry.Body, out var id) && Witness.Heads.TryGetValue(id, out var head) && !Witness.Settled(head) && head.Due is null)
            Break($"the record of {id} became a dead letter, and no sweeper will find it: {Trail(head)}");
    }

    public override void AtEnd(World world)
    {
        if (!world.PutAside.IsEmpty)
            Break("dead letters that were returned come back for ever");
    }
}
