using System.Diagnostics;
using ServerlessMail.Benchmarks.ColdStart.Contestants;

namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>One cold start: from the spawn to the answer to the first post.</summary>
/// <param name="Init">Until it asked for work, ms.</param>
/// <param name="Total">Until the answer, ms.</param>
/// <param name="PeakBytes">The most memory that the process had by then.</param>
/// <param name="SentBytes">The bodies of all requests together.</param>
/// <param name="Steps">What came in at table and queue, each with its ms from the spawn; a kind that came several times is numbered.</param>
internal sealed record ColdRun(double Init, double Total, long PeakBytes, int SentBytes, IReadOnlyList<(string Step, double At)> Steps)
{
    /// <summary>The calls by operation.</summary>
    public string Calls => CallCount.Text(Steps.Select(step => step.Step.Split(' ')[0]).Where(kind => !CallLog.IsIdle(kind)));

    public static async Task<ColdRun> MeasureAsync(Contestant contestant, Surroundings around, Over over, CancellationToken ct)
    {
        around.Aws.Calls.Take();
        await using var process = await ContestantProcess.StartAsync(contestant, around, over, ct);
        await process.PostAsync(1, ct);
        var answered = Stopwatch.GetTimestamp();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        List<(string, double)> steps = [];
        var calls = around.Aws.Calls.Take();
        foreach (var call in calls)
        {
            var nth = seen[call.Kind] = seen.GetValueOrDefault(call.Kind) + 1;
            steps.Add(($"{call.Kind} {nth}", Ms(process.Spawned, call.At)));
        }

        return new ColdRun(Ms(process.Spawned, await process.ReadyAsync(ct)), Ms(process.Spawned, answered), await process.PeakAsync(ct), calls.Sum(call => call.Bytes), steps);
    }

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
