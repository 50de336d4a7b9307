using System.Diagnostics;
using ServerlessMail.Benchmarks.ColdStart.Contestants;
using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>Posts to one process that runs already, one after the other.</summary>
/// <param name="PerSecond">Posts a second.</param>
/// <param name="Latencies">Each post's ms, from the event to the answer.</param>
/// <param name="PeakBytes">The most memory that the process had.</param>
/// <param name="Calls">The requests of all posts, by operation.</param>
internal sealed record WarmRun(double PerSecond, Spread Latencies, long PeakBytes, string Calls)
{
    public static async Task<WarmRun> MeasureAsync(Contestant contestant, Surroundings around, Over over, int warmUp, int posts, CancellationToken ct)
    {
        await using var process = await ContestantProcess.StartAsync(contestant, around, over, ct);
        for (var i = 0; i < warmUp; i++)
            await process.PostAsync(i, ct);
        around.Aws.Calls.Take();

        var latencies = new double[posts];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < posts; i++)
        {
            var posted = Stopwatch.GetTimestamp();
            await process.PostAsync(warmUp + i, ct);
            latencies[i] = Stopwatch.GetElapsedTime(posted).TotalMilliseconds;
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var calls = CallCount.Text(around.Aws.Calls.Take().Select(call => call.Kind).Where(kind => !CallLog.IsIdle(kind)));
        return new WarmRun(posts / seconds, new Spread(latencies), await process.PeakAsync(ct), calls);
    }
}
