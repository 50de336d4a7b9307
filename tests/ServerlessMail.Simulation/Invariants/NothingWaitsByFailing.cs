using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>A queue record is failed only when a dependency failed: what must wait waits in the table, so that receive counts speak of poison alone.</summary>
internal sealed class NothingWaitsByFailing : Invariant
{
    public override void RecordFailed(QueueRecord record, int faults, Exception why)
    {
        if (faults == 0)
            Break($"the record of {record.Body} was failed at delivery {record.ReceiveCount} though nothing had failed: {why}");
    }
}
