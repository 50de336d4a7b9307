using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Pause;

/// <summary>Pauses in virtual time, at random moments under full load.</summary>
internal static class VirtualPauses
{
    private const double Load = 1.1;
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(2);

    public static PauseSeen Measure(double rate, int senders, int batches, int pauses)
    {
        var service = new VirtualService(seed: 2, rate);
        List<IReadOnlyList<TimeSpan>> leaks = [];
        service.Time.Run(
            async () =>
            {
                await service.OpenAsync();
                service.StartIntake(Lane.Urgent, Load * rate);
                service.StartSenders(senders, batches);
                service.StartSweeper();
                for (var i = 0; i < pauses; i++)
                {
                    await service.Time.WaitAsync(TimeSpan.FromSeconds(1 + service.Random.NextDouble()));
                    leaks.Add(await PauseAsync(service));
                }
            },
            TimeSpan.FromSeconds(10 * pauses));
        return new PauseSeen("memory, virtual time", rate, senders, leaks);
    }

    private static async Task<IReadOnlyList<TimeSpan>> PauseAsync(VirtualService service)
    {
        await service.Store.Control.PauseAsync(SendScope.All, "stop", "operator", service.Time.Now, CancellationToken.None);
        var returned = service.Time.Elapsed;
        await service.Time.WaitAsync(LookFor);
        TimeSpan[] late = [.. service.Ses.Calls.Where(call => call.Began > returned).Select(call => call.Began - returned)];
        // What was seen is not looked at again.
        service.Ses.Calls.Clear();
        await service.Store.Control.ResumeAsync(SendScope.All, "operator", service.Time.Now, CancellationToken.None);
        return late;
    }
}
