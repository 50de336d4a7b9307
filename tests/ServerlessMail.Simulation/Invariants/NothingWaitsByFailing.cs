using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>A queue record comes back only when a dependency failed: what must wait waits in the table, so that receive counts speak of poison alone.</summary>
internal sealed class NothingWaitsByFailing : Invariant
{
    public override void RecordComesBack(QueueRecord record, int faults)
    {
        if (faults == 0)
            Break($"the record of {record.Body} was left in the queue at delivery {record.ReceiveCount} though nothing had failed");
    }
}
