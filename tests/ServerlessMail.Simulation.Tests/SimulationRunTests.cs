using ServerlessMail.Simulation.Mutations;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Tests;

public sealed class SimulationRunTests : IDisposable
{
    private readonly StringWriter _output = new();

    [Fact]
    public void The_last_line_counts_seeds_failures_and_steps()
    {
        Assert.True(new SimulationRun { Seeds = 3 }.Start(_output, TextWriter.Null));
        Assert.Matches(@"^seeds 3 failed 0 steps \d+$", Lines[^1]);
    }

    [Fact]
    public void The_line_before_counts_mutations()
    {
        Assert.True(new SimulationRun { Seeds = 3, Mutations = [new SendRetried()] }.Start(_output, TextWriter.Null));
        Assert.Equal("mutations 1 caught 1", Lines[^2]);
        // The call that is repeated has no grant of its own: whichever is looked at first is broken.
        Assert.Matches("OneCallPerAttempt|RateIsKept", Lines[0]);
    }

    [Fact]
    public void A_mutation_that_changes_nothing_is_not_caught_and_fails_the_run()
    {
        Assert.False(new SimulationRun { Seeds = 0, Mutations = [new Nothing()], MutationBound = 5 }.Start(_output, TextWriter.Null));
        Assert.Equal("mutations 1 caught 0", Lines[^2]);
    }

    [Fact]
    public void A_broken_seed_is_told_by_its_number_and_fails_the_run()
    {
        var broken = Enumerable.Range(1, 100).First(seed => new World(seed, new SendRetried()).Run() is not null);
        Assert.False(new SimulationRun { Alone = true, Seeds = 1, From = broken, Mutations = [new SendRetried()] }.Start(_output, TextWriter.Null));
        Assert.Matches($"^seed {broken}: (OneCallPerAttempt|RateIsKept): ", Lines[0]);
        Assert.Matches(@"^seeds 1 failed 1 steps \d+$", Lines[^1]);
    }

    public void Dispose() => _output.Dispose();

    private string[] Lines => _output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');

    private sealed class Nothing : Mutation
    {
        public override string Name => "nothing";

        public override string Breaks => "nothing";
    }
}
