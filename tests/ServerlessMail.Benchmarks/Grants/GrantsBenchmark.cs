using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Benchmarks.Emulators;
using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Core.Control;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Benchmarks.Grants;

/// <summary>How many grants can be taken from the one item, and what each of them costs?</summary>
internal sealed class GrantsBenchmark : IBenchmark
{
    public string Name => "grants";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        var span = TimeSpan.FromSeconds(isSmoke ? 0.3 : 5);
        int[] workers = isSmoke ? [4] : [1, 4, 16];
        var rows = new List<IReadOnlyList<string>>();
        foreach (var batch in (int[])[1, 10])
        {
            foreach (var count in workers)
                rows.Add(await OnSqliteAsync(count, batch, span, ct));
        }

        if (await DynamoBench.StartAsync(ct) is { } dynamo)
        {
            await using (dynamo)
            {
                foreach (var batch in (int[])[1, 10])
                {
                    foreach (var count in workers)
                        rows.Add(await OnDynaliteAsync(dynamo, count, batch, span, ct));
                }
            }
        }

        return
        [
            new Measurement(
                "Grants from one control item",
                [
                    $"Real time, {span.TotalSeconds:0.0} s a row; every worker has stores and connections of its own and asks again at once.",
                    "The rate is so high that it refuses nothing: what is measured is the item.",
                    "SQLite: one file, WAL, synchronous=FULL; each grant is one transaction, so writes are not counted there.",
                    "dynalite: writes (UpdateItem, those included whose condition failed) and consistent reads (GetItem) as they went over the wire, per grant.",
                    "Told to wait: requests that lost the race four times (dynalite), or waited for the file until others had moved past their moment (SQLite), in percent.",
                ],
                ["store", "workers", "batch", "grants/s", "messages/s", "writes/grant", "reads/grant", "told to wait %"],
                rows,
                []),
        ];
    }

    private static async Task<IReadOnlyList<string>> OnSqliteAsync(int workers, int batch, TimeSpan span, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("smail-bench-").FullName;
        var processes = Enumerable.Range(0, workers)
            .Select(_ => new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(directory).BuildServiceProvider())
            .ToArray();
        try
        {
            return Row("SQLite", workers, batch, await GrantRace.RunAsync([.. processes.Select(of => of.GetRequiredService<IControlStore>())], batch, span, ct), null);
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> OnDynaliteAsync(DynamoBench dynamo, int workers, int batch, TimeSpan span, CancellationToken ct)
    {
        var stores = Enumerable.Range(0, workers).Select(_ => dynamo.Process(TimeProvider.System).GetRequiredService<IControlStore>()).ToArray();
        // Once before: connections are made, the code is compiled.
        await GrantRace.RunAsync(stores, batch, span / 10, ct);
        dynamo.Wire.Forget();
        return Row("dynalite", workers, batch, await GrantRace.RunAsync(stores, batch, span, ct), dynamo.Wire);
    }

    private static IReadOnlyList<string> Row(string store, int workers, int batch, GrantRace race, WireLog? wire) =>
    [
        store,
        $"{workers}",
        $"{batch}",
        $"{race.Granted / race.Seconds:0}",
        $"{race.Messages / race.Seconds:0}",
        wire is null ? "1" : $"{(double)wire.Count("UpdateItem") / race.Granted:0.00}",
        wire is null ? "-" : $"{(double)wire.Count("GetItem") / race.Granted:0.00}",
        $"{100.0 * race.Waits / (race.Granted + race.Waits):0.0}",
    ];
}
