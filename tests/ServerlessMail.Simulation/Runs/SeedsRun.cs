using ServerlessMail.Simulation.Mutations;

namespace ServerlessMail.Simulation.Runs;

/// <summary>Many worlds, one after the other on each processor; what they share is nothing.</summary>
/// <param name="Seeds">How many ran.</param>
/// <param name="Failed">How many broke an invariant.</param>
/// <param name="Steps">How many steps they took together.</param>
internal sealed record SeedsRun(int Seeds, int Failed, long Steps)
{
    private const int ProgressEvery = 10_000;

    /// <summary>Runs every seed and prints those that failed.</summary>
    public static SeedsRun All(int from, int seeds, TextWriter output, TextWriter progress)
    {
        var (done, failed, steps) = (0, 0, 0L);
        OnEveryProcessor(from, seeds, seed =>
        {
            var world = new World(seed);
            var broken = world.Run();
            Interlocked.Add(ref steps, world.Steps);
            if (broken is not null)
            {
                Interlocked.Increment(ref failed);
                lock (output)
                    output.WriteLine($"seed {seed}: {broken}");
            }

            if (Interlocked.Increment(ref done) % ProgressEvery == 0)
                progress.WriteLine($"{done} of {seeds} seeds");
            return true;
        });
        return new SeedsRun(seeds, failed, steps);
    }

    /// <summary>Runs mutated seeds until one breaks an invariant; of several at once, the lowest is told.</summary>
    public static SeedsRun Until(int from, int most, Mutation mutation, out string? how)
    {
        var (ran, steps) = (0, 0L);
        var first = (Seed: int.MaxValue, How: (string?)null);
        Lock gate = new();
        OnEveryProcessor(from, most, seed =>
        {
            var world = new World(seed, mutation);
            var broken = world.Run();
            Interlocked.Increment(ref ran);
            Interlocked.Add(ref steps, world.Steps);
            lock (gate)
            {
                if (broken is not null && seed < first.Seed)
                    first = (seed, $"seed {seed}: {broken}");
                return first.How is null;
            }
        });
        how = first.How;
        return new SeedsRun(ran, how is null ? 0 : 1, steps);
    }

    private static void OnEveryProcessor(int from, int seeds, Func<int, bool> goesOn)
    {
        var next = from - 1;
        var stopped = false;
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, seeds)).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stopped) && Interlocked.Increment(ref next) is var seed && seed < from + seeds)
            {
                if (!goesOn(seed))
                    Volatile.Write(ref stopped, true);
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
    }
}
