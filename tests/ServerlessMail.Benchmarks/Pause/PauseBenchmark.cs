using ServerlessMail.Benchmarks.Emulators;
using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Benchmarks.Time;

namespace ServerlessMail.Benchmarks.Pause;

/// <summary>What still leaves after a pause has returned?</summary>
internal sealed class PauseBenchmark : IBenchmark
{
    public string Name => "pause";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        List<PauseSeen> seen = [];
        seen.AddRange(isSmoke
            ? [VirtualPauses.Measure(14, 4, 2, 5)]
            : [VirtualPauses.Measure(14, 4, 2, 400), VirtualPauses.Measure(14, 16, 2, 200), VirtualPauses.Measure(500, 4, 8, 30), VirtualPauses.Measure(500, 16, 2, 30)]);
        if (await DynamoBench.StartAsync(ct) is { } dynamo)
        {
            await using (dynamo)
            {
                if (isSmoke)
                {
                    seen.Add(await DynalitePauses.MeasureAsync(dynamo, 14, 2, 1, 1, ct));
                }
                else
                {
                    seen.Add(await DynalitePauses.MeasureAsync(dynamo, 14, 4, 2, 30, ct));
                    seen.Add(await DynalitePauses.MeasureAsync(dynamo, 100, 4, 2, 30, ct));
                }
            }
        }

        return
        [
            new Measurement(
                "Calls that begin after a pause has returned",
                [
                    "Urgent mail, more than the rate can take; pauses of everything at random moments, and resumed after it was looked for late calls.",
                    $"Clocks of the senders lie evenly between -{VirtualService.Skew.TotalMilliseconds:0} and +{VirtualService.Skew.TotalMilliseconds:0} ms; what is late is told by the true clock.",
                    $"Virtual time: table {Latency.Table}; queue {Latency.Queue}; SES {Latency.Ses}. Two batches of 10 in flight for each sender; 8 with 4 senders at 500/s.",
                    "Real time: a call takes 50 ms; four senders in one process, two batches of 10 each.",
                    "Bound of the count: the rate for 0.44 s (40 ms that a counter may lie behind, 250 ms for which a grant is good, 150 ms that it may lie ahead) and two messages.",
                ],
                PauseSeen.Columns,
                [.. seen.Select(one => one.Cells())],
                [.. seen.SelectMany(one => one.Unmet())]),
        ];
    }
}
