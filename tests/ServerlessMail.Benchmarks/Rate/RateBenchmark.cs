using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Benchmarks.Time;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Rate;

/// <summary>Is the rate of the account used, and never exceeded?</summary>
internal sealed class RateBenchmark : IBenchmark
{
    private const double Wanted = 0.95;

    public string Name => "rate";

    public Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        var warmUp = TimeSpan.FromSeconds(isSmoke ? 5 : 60);
        List<IReadOnlyList<string>> rows = [];
        List<string> unmet = [];
        foreach (var run in isSmoke ? [new RateRun(100, 4, 2, RateLoad.All[0], HasOneRecipientEach: false)] : Runs())
        {
            ct.ThrowIfCancellationRequested();
            var seen = run.Measure(warmUp, isSmoke ? TimeSpan.FromSeconds(20) : run.Span);
            rows.Add(seen.Cells());
            unmet.AddRange(Unmet(run, seen));
        }

        return Task.FromResult<IReadOnlyList<Measurement>>(
        [
            new Measurement(
                "Use of MaxSendRate",
                [
                    $"Virtual time, after {warmUp.TotalSeconds:0} s of warming up: 600 s at 14 a second, where one message of 20 recipients is a lot, and 180 s at 500; one seed a row.",
                    "The real Core on stores in memory; senders are processes of their own, each with so many batches of up to 10 messages of each lane in flight.",
                    $"Clocks of the senders lie evenly between -{VirtualService.Skew.TotalMilliseconds:0} and +{VirtualService.Skew.TotalMilliseconds:0} ms.",
                    $"Table {Latency.Table}; queue {Latency.Queue}; SES {Latency.Ses}. Drawn for each call (log-normal).",
                    "Recipients 1 to 20: 90 % of messages have 1, 9 % have 2 to 5, 1 % have 20; bulk always 1.",
                    $"Offered, in shares of the rate: {string.Join("; ", RateLoad.All.Select(load => $"{load.Name}: {load}"))}.",
                    $"The promise of {Wanted:P0} stands where enough is in flight: 10 x batches x senders at least the rate x {RateRun.BatchTakes.TotalSeconds:0.0} s, which is what a batch takes with its answers.",
                    "Refused: by a token bucket one second deep, which counts recipients and lets a send go into debt. Parked: turned away for pace more than a second, in percent of the claims.",
                ],
                RateSeen.Columns,
                rows,
                unmet),
        ]);
    }

    private static IEnumerable<RateRun> Runs() =>
        from rate in (double[])[14, 500]
        from isOne in rate < 100 ? (bool[])[true, false] : [false]
        from load in RateLoad.All
        from senders in (int[])[1, 4, 16]
        from batches in rate < 100 || senders == 16 ? (int[])[2] : [2, 32 / senders]
        select new RateRun(rate, senders, batches, load, isOne);

    private static IEnumerable<string> Unmet(RateRun run, RateSeen seen)
    {
        var what = $"{run.Senders} senders at {run.Rate:0} a second, {run.Load.Name}, {(run.HasOneRecipientEach ? "one recipient" : "1 to 20 recipients")}";
        if (seen.Refused > 0)
            yield return $"{what}: {seen.Refused} refused.";
        if (run.Load.IsFull && run.HasEnoughInFlight && seen.Share < Wanted)
            yield return $"{what}: {seen.Share:P1} of the rate used, {Wanted:P0} wanted.";
        if (seen.ShareOf(Lane.Bulk) > SendLimits.HealthyBulkShare)
            yield return $"{what}: bulk took {seen.ShareOf(Lane.Bulk):P1}.";
        if (seen.ShareOf(Lane.Bulk) + seen.ShareOf(Lane.Normal) > SendLimits.NormalShare)
            yield return $"{what}: normal and bulk took {seen.ShareOf(Lane.Bulk) + seen.ShareOf(Lane.Normal):P1}.";
    }
}
