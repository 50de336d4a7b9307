using ServerlessMail.Simulation.Mutations;

namespace ServerlessMail.Simulation.Runs;

/// <summary>What one start of the program does: mutations first, each until it is caught, then seeds.</summary>
internal sealed record SimulationRun
{
    public const int DefaultSeeds = 2000;

    public int Seeds { get; init; } = DefaultSeeds;

    public int From { get; init; } = 1;

    /// <summary>True: one seed, which a person wants to look at.</summary>
    public bool Alone { get; init; }

    public bool Trace { get; init; }

    /// <summary>A mutation that this many seeds do not notice is one that the simulation cannot see.</summary>
    public int MutationBound { get; init; } = 2000;

    public IReadOnlyList<Mutation> Mutations { get; init; } = [];

    /// <summary>Runs; true when all held and all was caught.</summary>
    public bool Start(TextWriter output, TextWriter progress)
    {
        var trace = Trace ? output : null;
        if (Alone)
        {
            var world = new World(From, Mutations.Count > 0 ? Mutations[0] : null, trace);
            var broken = world.Run();
            if (broken is not null)
                output.WriteLine($"seed {From}: {broken}");
            output.WriteLine($"seed {From} hash {world.Journal.Hash:x16}");
            return Tell(output, new SeedsRun(1, broken is null ? 0 : 1, world.Steps));
        }

        var caught = 0;
        long steps = 0;
        foreach (var mutation in Mutations)
        {
            var hunt = SeedsRun.Until(From, MutationBound, mutation, out var how);
            steps += hunt.Steps;
            caught += hunt.Failed > 0 ? 1 : 0;
            output.WriteLine($"mutation {mutation.Name} ({mutation.Breaks}): {how ?? $"not caught by {MutationBound} seeds"}");
        }

        if (Mutations.Count > 0)
            output.WriteLine($"mutations {Mutations.Count} caught {caught}");
        var run = SeedsRun.All(From, Seeds, output, progress);
        return Tell(output, run with { Steps = run.Steps + steps }) && caught == Mutations.Count;
    }

    private static bool Tell(TextWriter output, SeedsRun run)
    {
        output.WriteLine($"seeds {run.Seeds} failed {run.Failed} steps {run.Steps}");
        return run.Failed == 0;
    }
}
