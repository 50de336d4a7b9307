using ServerlessMail.Simulation.Mutations;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Tests;

public sealed class WorldTests
{
    [Fact]
    public void A_seed_run_twice_takes_the_same_steps()
    {
        for (var seed = 1; seed <= 40; seed++)
            Assert.Equal(Hash(seed), Hash(seed));
    }

    [Fact]
    public void A_seed_takes_the_same_steps_beside_others()
    {
        var alone = Enumerable.Range(1, 40).Select(seed => Hash(seed)).ToArray();
        var beside = new ulong[alone.Length];
        Parallel.For(0, alone.Length, at => beside[at] = Hash(at + 1));
        Assert.Equal(alone, beside);
    }

    [Fact]
    public void A_trace_changes_nothing_but_is_readable()
    {
        var trace = new StringWriter();
        var traced = new World(7, trace: trace);
        traced.Run();
        Assert.Equal(Hash(7), traced.Journal.Hash);
        Assert.Contains("calls SES, attempt 1", trace.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_differ() => Assert.Equal(40, Enumerable.Range(1, 40).Select(seed => Hash(seed)).Distinct().Count());

    [Fact]
    public void A_broken_world_repeats_too()
    {
        var mutation = new SendRetried();
        var broken = Enumerable.Range(1, 100).Select(seed => (Seed: seed, How: new World(seed, mutation).Run())).First(run => run.How is not null);
        Assert.Equal(broken.How, new World(broken.Seed, mutation).Run());
    }

    private static ulong Hash(int seed)
    {
        var world = new World(seed);
        Assert.Null(world.Run());
        return world.Journal.Hash;
    }
}
