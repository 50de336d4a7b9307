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
        var read = records.ToLookup(record => MessageId.TryParse(record.Body, out var id) ? id : (MessageId?)null);
        MessageId[] ids = [.. read.Select(same => same.Key).OfType<MessageId>()];
        var failed = ids.Length > 0 ? await ports.Send().SendAsync(ids, CancellationToken.None) : new HashSet<MessageId>();
        foreach (var record in read.Where(same => same.Key is not { } id || !failed.Contains(id)).SelectMany(same => same))
            await ports.Queue.DeleteAsync(lane, record, CancellationToken.None);
        foreach (var record in records.Where(World.Queue.Holds))
            World.Witness.RecordComesBack(Name, record, ports.Faults);
    }
}
