using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Processes;

/// <summary>What the feedback function is: writes what the provider tells into the trails, and deletes what is written.</summary>
internal sealed class FeedbackWorker(World world, int number) : Process(world, $"feedback-{number}")
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(5);

    protected override async Task RunAsync()
    {
        while (true)
        {
            if (!World.Stream.AnyVisible)
                await World.Stream.Arrived;
            if (!await TryAsync(WorkAsync))
                await True.After(TimeSpan.FromSeconds(1));
        }
    }

    private async Task WorkAsync()
    {
        var limit = Dice.Between(1, 4);
        var records = await Ports().CallAsync(Dependency.Feedback, "receives events", () => World.Stream.Receive(limit, Hidden));
        await Task.WhenAll(records.Select(record => TryAsync(() => RecordAsync(record))));
    }

    private async Task RecordAsync(FeedbackRecord record)
    {
        var ports = Ports();
        await ports.Feedback().RecordAsync(record.Told, CancellationToken.None);
        await ports.CallAsync(Dependency.Feedback, "deletes an event", () =>
        {
            World.Stream.Delete(record);
            return true;
        });
    }
}
