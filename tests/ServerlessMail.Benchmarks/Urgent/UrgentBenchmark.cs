using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Benchmarks.Time;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>Does urgent mail pass a backlog of bulk mail?</summary>
internal sealed class UrgentBenchmark : IBenchmark
{
    private const int Million = 1_000_000;

    public string Name => "urgent";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        IReadOnlyList<UrgentSeen> seen = isSmoke
            ? [VirtualBacklog.Measure(14, 4, 2, 1000, 10), await SqliteBacklog.MeasureAsync(50, 2, ct), .. await EmulatorsAsync(50, 2, ct)]
            :
            [
                VirtualBacklog.Measure(14, 4, 2, 0, 500),
                VirtualBacklog.Measure(14, 1, 2, Million, 500),
                VirtualBacklog.Measure(14, 4, 2, Million, 500),
                VirtualBacklog.Measure(14, 16, 2, Million, 500),
                VirtualBacklog.Measure(500, 16, 2, Million, 500),
                await SqliteBacklog.MeasureAsync(10_000, 60, ct),
                .. await EmulatorsAsync(10_000, 60, ct),
            ];
        return
        [
            new Measurement(
                "Urgent mail behind a backlog of bulk mail",
                [
                    "From the beginning of the acceptance to the beginning of the call.",
                    $"Virtual time: clocks of the senders lie evenly between -{VirtualService.Skew.TotalMilliseconds:0} and +{VirtualService.Skew.TotalMilliseconds:0} ms, two batches of each lane in flight for each; "
                    + $"table {Latency.Table}; queue {Latency.Queue}; SES {Latency.Ses}; idle senders ask the queue every 100 ms, the sweeper runs every minute; urgent mail one a second on average.",
                    $"Real time: a call takes {RealBacklog.SesTakes.TotalMilliseconds:0} ms; urgent mail every {RealBacklog.Between.TotalMilliseconds:0} ms; on SQLite the workers of smail serve, on the emulators the adapters for AWS.",
                ],
                UrgentSeen.Columns,
                [.. seen.Select(one => one.Cells())],
                [.. seen.SelectMany(one => one.Unmet())]),
        ];
    }

    /// <summary>Nothing where the emulators are not installed.</summary>
    private static async Task<IReadOnlyList<UrgentSeen>> EmulatorsAsync(int backlog, int urgent, CancellationToken ct) =>
        await EmulatorBacklog.MeasureAsync(backlog, urgent, ct) is { } seen ? [seen] : [];
}
