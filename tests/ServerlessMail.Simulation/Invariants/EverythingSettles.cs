using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>Once faults have stopped, every message in the table is sent, ended for good, or held for somebody who can see it; and the queues run empty.</summary>
internal sealed class EverythingSettles : Invariant
{
    public override void AtEnd(World world)
    {
        foreach (var message in Witness.Heads.Values)
        {
            if (!Witness.Settled(message))
                Break($"{message.Id} is still {message.Status} ({message.Hold}, due {message.Due}): {Trail(message)}");
        }

        if (world.Queue.Waiting.FirstOrDefault() is { } waiting)
            Break($"the record of {waiting.Body} in the {waiting.Lane} queue is never done with: received {waiting.Receives} times");
        if (!world.Stream.IsEmpty || !world.Stream.IsRecorded)
            Break("events of the provider are never recorded");
    }
}
