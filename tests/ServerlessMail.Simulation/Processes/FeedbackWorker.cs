using ServerlessMail.Core.Feedback;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Runs;

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
        var ports = Ports();
        var limit = Dice.Between(1, 6);
        var batch = await ports.CallAsync(Dependency.Feedback, "receives events", () => World.Stream.Receive(limit, Hidden));
        if (batch.Count == 0)
            return;
        var failed = await ports.FeedbackBatch().RunAsync(batch, CancellationToken.None);
        foreach (var done in batch.Where(known => !failed.Contains(known.Id)))
            await DeleteAsync(ports, done);
    }

    private static Task<bool> DeleteAsync(Ports ports, FeedbackRecord done) => ports.CallAsync(Dependency.Feedback, "deletes an event", () =>
    {
        ports.World.Stream.Delete(done);
        return true;
    });
}
