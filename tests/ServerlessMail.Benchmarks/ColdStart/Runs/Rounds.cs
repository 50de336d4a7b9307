using ServerlessMail.Benchmarks.ColdStart.Contestants;

namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>
/// Rounds in which each contestant has one turn over each transport, one after the other, so that whatever else the machine does hits all alike.
/// </summary>
internal sealed class Rounds(Surroundings around, IReadOnlyList<Contestant> contestants)
{
    private readonly Dictionary<(Contestant, Over), List<ColdRun>> _cold = [];
    private readonly Dictionary<(Contestant, Over), List<WarmRun>> _warm = [];

    /// <summary>Who did not answer as it must, and how; it has no turn any more.</summary>
    public Dictionary<Contestant, string> Faults { get; } = [];

    public IReadOnlyList<ColdRun> Cold(Contestant contestant, Over over) => _cold.GetValueOrDefault((contestant, over), []);

    public IReadOnlyList<WarmRun> Warm(Contestant contestant, Over over) => _warm.GetValueOrDefault((contestant, over), []);

    /// <summary>Cold starts.</summary>
    /// <param name="unmeasured">Rounds at the beginning that do not count: the stand-ins are cold, too, and so are the caches of files.</param>
    /// <param name="rounds">Rounds that count.</param>
    /// <param name="ct">Ends them.</param>
    public Task ColdAsync(int unmeasured, int rounds, CancellationToken ct) => RunAsync(
        unmeasured, rounds, contestants, _cold, (contestant, over) => ColdRun.MeasureAsync(contestant, around, over, ct), ct);

    /// <summary>Series of posts to a process that runs.</summary>
    /// <param name="rounds">Rounds, of which all count.</param>
    /// <param name="warmUp">Posts of each that do not count.</param>
    /// <param name="posts">Posts of each that do.</param>
    /// <param name="ct">Ends them.</param>
    public Task WarmAsync(int rounds, int warmUp, int posts, CancellationToken ct) => RunAsync(
        0, rounds, contestants.Where(contestant => !contestant.IsFloor), _warm, (contestant, over) => WarmRun.MeasureAsync(contestant, around, over, warmUp, posts, ct), ct);

    private async Task RunAsync<T>(
        int unmeasured, int rounds, IEnumerable<Contestant> all, Dictionary<(Contestant, Over), List<T>> into, Func<Contestant, Over, Task<T>> measureAsync, CancellationToken ct)
    {
        for (var round = -unmeasured; round < rounds; round++)
        {
            foreach (var over in Enum.GetValues<Over>())
            {
                foreach (var contestant in all.Where(contestant => !Faults.ContainsKey(contestant)))
                {
                    ct.ThrowIfCancellationRequested();
                    try
                    {
                        var run = await measureAsync(contestant, over);
                        if (round < 0)
                            continue;
                        if (!into.TryGetValue((contestant, over), out var runs))
                            into[(contestant, over)] = runs = [];
                        runs.Add(run);
                    }
                    catch (InvalidOperationException fault)
                    {
                        Faults[contestant] = $"{over}: {fault.Message}";
                    }
                }
            }
        }
    }
}
