using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>What somebody was told is accepted is in the table at that moment.</summary>
internal sealed class AcceptedIsKept : Invariant
{
    public override void TookIn(MessageId id)
    {
        if (!Witness.Heads.ContainsKey(id))
            Break($"{id} was accepted and is not in the table");
    }
}
