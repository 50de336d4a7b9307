using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Benchmarks.Emulators;
using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Benchmarks.Time;
using ServerlessMail.Core;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.Pause;

/// <summary>Pauses in real time: the table is dynalite's, the queue is in memory, and the machine's own hesitations are what they are.</summary>
internal static class DynalitePauses
{
    private static readonly TimeSpan SesTakes = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LookFor = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public static async Task<PauseSeen> MeasureAsync(DynamoBench dynamo, double rate, int senders, int batches, int pauses, CancellationToken ct)
    {
        var queue = new MemoryQueue(TimeProvider.System);
        var ses = new StubSes(SesTakes);
        var processes = Enumerable.Range(0, senders).Select(i => Process(dynamo, queue, ses, Skew(i, senders))).ToArray();
        var control = processes[0].GetRequiredService<IControlStore>();
        await control.EnsureAsync(ct);
        await control.SetLimitsAsync(null, rate, null, SendLimits.HealthyBulkShare, ct);
        await processes[0].GetRequiredService<ISenderStore>().PutAsync(SampleMail.Sender(), ct);

        using var stop = new CancellationTokenSource();
        var work = processes.SelectMany((process, i) => Enumerable.Range(0, batches).Select(_ => Task.Run(
            new BatchSender(Lane.Urgent, queue, process.GetRequiredService<SendQueued>(), SendTimings.Aws, new ShiftedClock(Skew(i, senders)), stop.Token).RunAsync, ct))).ToArray();
        List<IReadOnlyList<TimeSpan>> leaks = [];
        for (var i = 0; i < pauses; i++)
        {
            // Only then comes new mail: what was claimed in the pause is held, and nobody sweeps here.
            await control.ResumeAsync(SendScope.All, "operator", TimeProvider.System.GetUtcNow(), ct);
            var offer = OfferAsync(processes[0].GetRequiredService<IMessageStore>(), queue, (int)(rate * 2), ct);
            leaks.Add(await PauseAsync(control, ses, rate, new Random(i), ct));
            await offer;
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        return new PauseSeen("dynalite, real time", rate, senders, leaks);
    }

    private static TimeSpan Skew(int sender, int senders) => senders == 1 ? TimeSpan.Zero : VirtualService.Skew * ((2.0 * sender / (senders - 1)) - 1);

    private static ServiceProvider Process(DynamoBench dynamo, MemoryQueue queue, StubSes ses, TimeSpan wrongBy) => dynamo.Process(
        new ShiftedClock(wrongBy),
        services => services.AddCore(SendTimings.Aws).AddSingleton<IMessageQueue>(queue).AddSingleton<IMailTransport>(ses));

    /// <summary>As much as leaves until the pause and would leave during it.</summary>
    private static Task OfferAsync(IMessageStore messages, MemoryQueue queue, int count, CancellationToken ct) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
        async (_, token) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var draft = SampleMail.Draft() with { To = [EmailAddress.Parse("someone@example.com")] };
            var message = Message.Accept(SampleMail.Id(now), Lane.Urgent, "form:contact", 1, now, WorkDue.At(now + SendTimings.Aws.QueueGrace));
            await messages.TryAddAsync(message, draft, now.AddDays(1), token);
            await queue.SendAsync(Lane.Urgent, message.Id, TimeSpan.Zero, token);
        });

    private static async Task<IReadOnlyList<TimeSpan>> PauseAsync(IControlStore control, StubSes ses, double rate, Random random, CancellationToken ct)
    {
        var before = ses.Calls.Count;
        var waits = Stopwatch.StartNew();
        // Mail must be on its way when the pause comes.
        while (ses.Calls.Count < before + (rate / 3) && waits.Elapsed < LongestPause)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100)), TimeProvider.System, ct);
        await control.PauseAsync(SendScope.All, "stop", "operator", TimeProvider.System.GetUtcNow(), ct);
        var returned = Stopwatch.GetTimestamp();
        await Task.Delay(LookFor, TimeProvider.System, ct);
        return [.. ses.Calls.Where(call => call.Began > returned).Select(call => Stopwatch.GetElapsedTime(returned, call.Began))];
    }
}
