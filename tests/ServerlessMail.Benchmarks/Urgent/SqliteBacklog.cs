using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Local.Storage;
using ServerlessMail.Local.Workers;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>Urgent mail in real time, while a backlog of bulk mail drains: SQLite and the workers of <c>smail serve</c>.</summary>
internal static class SqliteBacklog
{
    private const double Rate = 14;
    private static readonly TimeSpan SesTakes = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public static async Task<UrgentSeen> MeasureAsync(int backlog, int urgent, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("smail-bench-").FullName;
        var ses = new StubSes(SesTakes);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSqliteStores(directory)
            .AddCore(SendTimings.Local)
            .AddSingleton<IMailTransport>(ses)
            .AddSingleton<IAccountSource>(new MemoryAccountSource(TimeProvider.System))
            .AddSingleton<IHostApplicationLifetime, StartedAlready>()
            .BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IControlStore>().EnsureAsync(ct);
            await services.GetRequiredService<IControlStore>().SetLimitsAsync(Rate, null, SendLimits.HealthyBulkShare, ct);
            await services.GetRequiredService<ISenderStore>().PutAsync(SampleMail.Sender(), ct);
            await FillAsync(services.GetRequiredService<IMessageStore>(), backlog, ct);
            IHostedService[] workers =
            [
                .. Enum.GetValues<Lane>().Select(lane => ActivatorUtilities.CreateInstance<SendWorker>(services, lane)),
                ActivatorUtilities.CreateInstance<SweepWorker>(services),
            ];
            await Task.WhenAll(workers.Select(worker => worker.StartAsync(ct)));
            var accepted = await OfferAsync(services, urgent, ct);
            await WaitAsync(ses, urgent, ct);
            await Task.WhenAll(workers.Select(worker => worker.StopAsync(ct)));

            var calls = ses.Calls.Where(call => call.Lane == Lane.Urgent).ToDictionary(call => call.Message, call => call.Began);
            return new UrgentSeen(
                "SQLite, real time",
                Rate,
                1,
                backlog,
                ses.Calls.Count(call => call.Lane == Lane.Bulk),
                urgent,
                [.. accepted.Where(one => calls.ContainsKey(one.Id)).Select(one => Stopwatch.GetElapsedTime(one.Began, calls[one.Id]))]);
        }
        finally
        {
            await services.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static MailDraft Draft() => SampleMail.Draft() with { To = [EmailAddress.Parse("someone@example.com")] };

    private static async Task FillAsync(IMessageStore messages, int backlog, CancellationToken ct)
    {
        var draft = Draft();
        for (var i = 0; i < backlog; i++)
        {
            var now = TimeProvider.System.GetUtcNow();
            await messages.TryAddAsync(Message.Accept(SampleMail.Id(now), Lane.Bulk, "form:contact", 1, now, WorkDue.At(now)).Backlog(now), draft, now.AddDays(1), ct);
        }
    }

    private static async Task<IReadOnlyList<(MessageId Id, long Began)>> OfferAsync(ServiceProvider services, int urgent, CancellationToken ct)
    {
        var accept = services.GetRequiredService<AcceptMessage>();
        var control = services.GetRequiredService<IControlStore>();
        List<(MessageId Id, long Began)> accepted = [];
        for (var i = 0; i < urgent; i++)
        {
            await Task.Delay(Between, TimeProvider.System, ct);
            var began = Stopwatch.GetTimestamp();
            var id = SampleMail.Id(TimeProvider.System.GetUtcNow());
            await accept.AcceptAsync(new AcceptMessage.Wanted(id, Lane.Urgent, "form:contact", Draft(), TimeSpan.FromDays(1)), await control.ReadAsync(ct), ct);
            accepted.Add((id, began));
        }

        return accepted;
    }

    private static async Task WaitAsync(StubSes ses, int urgent, CancellationToken ct)
    {
        var waits = Stopwatch.StartNew();
        while (ses.Calls.Count(call => call.Lane == Lane.Urgent) < urgent && waits.Elapsed < LongestWait)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }
}
