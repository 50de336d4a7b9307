using CsCheck;
using ServerlessMail.Local.Ses.Faults;

namespace ServerlessMail.Local.Tests.Ses.Faults;

public class FaultPlanTests
{
    [Fact]
    public void A_fault_for_the_next_two_sends_strikes_twice()
    {
        var plan = Plan(new Fault { Kind = FaultKind.LostAnswer, Times = 2 });

        Assert.Equal([true, true, false, false], Strikes(plan, 4));
        Assert.Empty(plan.Current);
    }

    [Fact]
    public void A_fault_without_a_number_strikes_until_it_is_taken_away()
    {
        var plan = Plan(new Fault { Kind = FaultKind.LostAnswer });

        Assert.All(Strikes(plan, 1000), Assert.True);
        plan.Replace([]);
        Assert.All(Strikes(plan, 10), Assert.False);
    }

    [Fact]
    public void A_share_is_spread_evenly()
    {
        var plan = Plan(new Fault { Kind = FaultKind.LostAnswer, Share = 0.25 });

        Assert.Equal([false, false, false, true, false, false, false, true], Strikes(plan, 8));
    }

    [Fact]
    public void Of_any_number_of_sends_the_share_is_struck_and_no_more()
    {
        Gen.Select(Gen.Double[0.001, 1], Gen.Int[1, 500]).Sample((share, sends) =>
        {
            var struck = Strikes(Plan(new Fault { Kind = FaultKind.LostAnswer, Share = share }), sends).Count(strikes => strikes);
            return struck == (int)Math.Floor((share * sends) + 1e-6);
        });
    }

    [Fact]
    public void What_is_left_is_told()
    {
        var plan = Plan(new Fault { Kind = FaultKind.LostAnswer, Times = 3 }, new Fault { Kind = FaultKind.Slow, Share = 0.5, DelayMs = 100 });
        plan.First(FaultMoment.Answer);

        Assert.Equal([new Fault { Kind = FaultKind.LostAnswer, Times = 2 }, new Fault { Kind = FaultKind.Slow, Share = 0.5, DelayMs = 100 }], plan.Current);
    }

    [Fact]
    public void Of_one_moment_the_first_strikes_and_the_others_wait()
    {
        var plan = Plan(
            new Fault { Kind = FaultKind.LostAnswer, Times = 1 }, new Fault { Kind = FaultKind.ErrorAfter, Times = 1 }, new Fault { Kind = FaultKind.Throttled, Times = 1 });

        Assert.Equal([FaultKind.LostAnswer, FaultKind.ErrorAfter, null], Enumerable.Range(0, 3).Select(_ => plan.First(FaultMoment.Answer)?.Kind));
        Assert.Equal(FaultKind.Throttled, plan.First(FaultMoment.Before)?.Kind);
    }

    [Fact]
    public void Many_at_once_get_it_exactly_so_often()
    {
        var plan = Plan(new Fault { Kind = FaultKind.LostAnswer, Times = 1000 });

        Assert.Equal(1000, Enumerable.Range(0, 4000).AsParallel().WithDegreeOfParallelism(8).Count(_ => plan.First(FaultMoment.Answer) is not null));
    }

    private static FaultPlan Plan(params Fault[] faults)
    {
        var plan = new FaultPlan();
        plan.Replace(faults);
        return plan;
    }

    private static bool[] Strikes(FaultPlan plan, int sends) => [.. Enumerable.Range(0, sends).Select(_ => plan.First(FaultMoment.Answer) is not null)];
}
