using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Local.Storage;
using ServerlessMail.Local.Workers;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>A backlog on SQLite, and the workers of <c>smail serve</c>.</summary>
internal static class SqliteBacklog
{
    public static async Task<UrgentSeen> MeasureAsync(int backlog, int urgent, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("smail-bench-").FullName;
        var ses = new StubSes(RealBacklog.SesTakes);
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
            var run = new RealBacklog("SQLite, real time", services, ses);
            await run.PrepareAsync(backlog, ct);
            IHostedService[] workers =
            [
                .. Enum.GetValues<Lane>().Select(lane => ActivatorUtilities.CreateInstance<SendWorker>(services, lane)),
                ActivatorUtilities.CreateInstance<SweepWorker>(services),
            ];
            await Task.WhenAll(workers.Select(worker => worker.StartAsync(ct)));
            var seen = await run.OfferAsync(backlog, urgent, ct);
            await Task.WhenAll(workers.Select(worker => worker.StopAsync(ct)));
            return seen;
        }
        finally
        {
            await services.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }
}
