using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>What the sender function is: receives a batch of records, works on it, and deletes those that are done with.</summary>
internal sealed class SendWorker(World world, int number) : Process(world, $"sender-{number}")
{
    private static readonly Lane[] Lanes = [Lane.Urgent, Lane.Normal, Lane.Bulk];

    protected override async Task RunAsync()
    {
        while (true)
        {
            if (!World.Queue.AnyVisible)
                await World.Queue.Arrived;
            foreach (var lane in Dice.Shuffled(Lanes))
            {
                if (!await TryAsync(() => WorkAsync(lane)))
                    await True.After(TimeSpan.FromSeconds(1));
            }
        }
    }

    private async Task WorkAsync(Lane lane)
    {
        var ports = Ports();
        var records = await ports.Queue.ReceiveAsync(lane, Dice.Between(1, 10), World.Plan.Hidden, CancellationToken.None);
        if (records.Count == 0)
            return;
        var failed = await ports.Send().RunAsync(lane, records, CancellationToken.None);
        foreach (var record in records.Where(record => !failed.Contains(record)))
            await ports.Queue.DeleteAsync(lane, record, CancellationToken.None);
        foreach (var record in records.Where(World.Queue.Holds))
            ComesBack(record, ports.Faults);
    }

    private void ComesBack(QueueRecord record, int faults)
    {
        if (faults == 0)
            World.Queue.LeftForNothing(record);
        World.Witness.RecordComesBack(Name, record, faults);
    }
}
