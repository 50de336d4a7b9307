using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>What the sender function is: receives records, works on each, side by side or one by one, and deletes those that are done with.</summary>
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
        var records = await Ports().Queue.ReceiveAsync(lane, Dice.Between(1, 4), World.Plan.Hidden, CancellationToken.None);
        if (Dice.Chance(0.5))
        {
            await Task.WhenAll(records.Select(record => WorkAsync(lane, record)));
            return;
        }

        foreach (var record in records)
            await WorkAsync(lane, record);
    }

    private async Task WorkAsync(Lane lane, QueueRecord record)
    {
        var ports = Ports();
        try
        {
            if (MessageId.TryParse(record.Body, out var id))
                await ports.Send().SendAsync(id, CancellationToken.None);
            await ports.Queue.DeleteAsync(lane, record, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            World.Witness.RecordFailed(Name, record, ports.Faults, fault);
        }
    }
}
