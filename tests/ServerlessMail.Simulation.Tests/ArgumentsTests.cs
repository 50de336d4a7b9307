using ServerlessMail.Simulation.Mutations;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void Without_arguments_two_thousand_seeds_run() => Assert.Equal((2000, 1), Range([]));

    [Fact]
    public void A_range_of_seeds_is_read() => Assert.Equal((100_000, 501), Range(["--seeds", "100000", "--from", "501"]));

    [Fact]
    public void One_seed_runs_alone()
    {
        var run = Read("--seed", "17", "--trace");
        Assert.Equal((17, 1, true, true), (run.From, run.Seeds, run.Alone, run.Trace));
    }

    [Fact]
    public void Mutations_alone_run_no_seeds() => Assert.Equal(0, Read("--mutations").Seeds);

    [Fact]
    public void Mutations_and_seeds_run_after_each_other()
    {
        var run = Read("--mutations", "--seeds", "2000");
        Assert.Equal((2000, AllMutations.List.Count), (run.Seeds, run.Mutations.Count));
    }

    [Theory]
    [InlineData("'--sedes' is no option.", "--sedes")]
    [InlineData("--seeds wants a whole number.", "--seeds")]
    [InlineData("--seeds wants a whole number.", "--seeds", "-3")]
    [InlineData("--trace wants one seed: --seed N.", "--trace")]
    public void What_cannot_be_read_is_told(string why, params string[] args)
    {
        Assert.False(Arguments.TryRead(args, out _, out var fault));
        Assert.Equal(why, fault);
    }

    [Fact]
    public void An_unknown_mutation_is_told_with_those_there_are()
    {
        Assert.False(Arguments.TryRead(["--mutate", "nothing"], out _, out var fault));
        Assert.Contains("send-retried", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mutation_has_a_name_of_its_own() =>
        Assert.Equal(AllMutations.List.Count, AllMutations.List.Select(mutation => mutation.Name).Distinct(StringComparer.Ordinal).Count());

    private static (int, int) Range(string[] args) => (Read(args).Seeds, Read(args).From);

    private static SimulationRun Read(params string[] args)
    {
        Assert.True(Arguments.TryRead(args, out var run, out var fault), fault);
        return run;
    }
}
