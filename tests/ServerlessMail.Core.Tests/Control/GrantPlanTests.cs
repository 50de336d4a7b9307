using CsCheck;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Control;

public class GrantPlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>One worker's question: how long after the last one it comes, of which lane, for how many recipients each, by how wrong a clock, how late it sends.</summary>
    private static readonly Gen<(int After, Lane Lane, int[] Recipients, int Skew, int Late)> Asks = Gen.Select(
        Gen.Frequency((6, Gen.Int[0, 40]), (2, Gen.Int[0, 400]), (1, Gen.Int[400, 5000])),
        Gen.Enum<Lane>(),
        Gen.Frequency((6, Gen.Const(1)), (1, Gen.Int[2, 50])).Array[1, 10],
        Gen.Int[-50, 50],
        Gen.Int[0, 60]);

    private static readonly Gen<double> Rates = Gen.Frequency((1, Gen.Const(1.0)), (2, Gen.Const(14.0)), (2, Gen.Const(500.0)), (2, Gen.Double[1.0, 200.0]));

    [Fact]
    public void No_second_holds_more_slots_of_recipients_than_the_rate() => Gen.Select(Rates, Asks.Array[1, 200]).Sample((rate, asks) =>
    {
        var slots = Run(rate, asks, skewed: false).SelectMany(sent => sent.RecipientSlots).Order().ToArray();
        for (var (first, last) = (0, 0); last < slots.Length; last++)
        {
            while (slots[last] - slots[first] >= TimeSpan.FromSeconds(1))
                first++;
            if (last - first + 1 > Math.Ceiling(rate))
                return false;
        }

        return true;
    });

    [Fact]
    public void A_limiter_like_that_of_ses_never_refuses_even_with_skewed_clocks_and_late_sends() => Gen.Select(Rates, Asks.Array[1, 200]).Sample((rate, asks) =>
    {
        var limiter = new TokenBucket(rate);
        return Run(rate, asks, skewed: true).OrderBy(sent => sent.Really).All(sent => limiter.TryTake(sent.Really, sent.Recipients));
    });

    [Fact]
    public void No_grant_goes_beyond_its_lanes_share_of_the_day() => Gen.Select(Gen.Int[1, 400], Asks.Array[1, 200]).Sample((quota, asks) =>
    {
        var state = ControlState.Fresh.Limit(null, 500, quota, 0.5);
        var now = Noon;
        foreach (var ask in asks)
        {
            now += TimeSpan.FromMilliseconds(ask.After);
            if (GrantPlan.For(state, Request(ask.Lane, ask.Recipients), now) is GrantPlan.Take take)
                state = take.After;
        }

        return Counters.Each.All(counter => state.Day.Used(counter) <= state.Limits.CapOf(counter));
    });

    [Fact]
    public void What_a_refusal_says_to_wait_is_enough() => Gen.Select(Rates, Asks.Array[1, 50]).Sample((rate, asks) =>
    {
        var state = ControlState.Fresh.Limit(null, rate, null, 0.5);
        var now = Noon;
        foreach (var ask in asks)
        {
            now += TimeSpan.FromMilliseconds(ask.After);
            var request = Request(ask.Lane, ask.Recipients);
            if (GrantPlan.For(state, request, now) is GrantPlan.Refuse { Outcome: GrantOutcome.Wait wait })
            {
                if (wait.For <= TimeSpan.Zero || GrantPlan.For(state, request, now + wait.For) is not GrantPlan.Take)
                    return false;
            }
            else if (GrantPlan.For(state, request, now) is GrantPlan.Take take)
            {
                state = take.After;
            }
        }

        return true;
    });

    [Fact]
    public void A_lower_rate_that_is_put_in_force_is_kept_from_then_on()
    {
        var state = ((GrantPlan.Take)GrantPlan.For(ControlState.Fresh.Limit(null, 500, null, 0.5), Request(Lane.Urgent, [1]), Noon)).After;

        state = state.Limit(null, 1, null, 0.5);

        Assert.IsType<GrantPlan.Take>(GrantPlan.For(state, Request(Lane.Urgent, [1]), Noon));
        state = ((GrantPlan.Take)GrantPlan.For(state, Request(Lane.Urgent, [1]), Noon)).After;
        Assert.IsType<GrantPlan.Refuse>(GrantPlan.For(state, Request(Lane.Urgent, [1]), Noon));
    }

    private static GrantRequest Request(Lane lane, int[] recipients) => new(lane, [.. recipients.Select(count => new GrantRequest.Item(count, [SendScope.Of(lane)]))]);

    /// <summary>Every message that was granted, with the slots of its recipients and the true moment at which it was sent.</summary>
    private static List<(DateTimeOffset Really, int Recipients, IEnumerable<DateTimeOffset> RecipientSlots)> Run(
        double rate, (int After, Lane Lane, int[] Recipients, int Skew, int Late)[] asks, bool skewed)
    {
        var state = ControlState.Fresh.Limit(null, rate, null, 0.5);
        var step = TimeSpan.FromMicroseconds(Pace.StepOf(state.Limits, Counter.All));
        var really = Noon;
        var sent = new List<(DateTimeOffset, int, IEnumerable<DateTimeOffset>)>();
        foreach (var ask in asks)
        {
            really += TimeSpan.FromMilliseconds(ask.After);
            var skew = TimeSpan.FromMilliseconds(skewed ? ask.Skew : 0);
            var request = Request(ask.Lane, ask.Recipients);
            if (GrantPlan.For(state, request, really + skew) is not GrantPlan.Take take)
                continue;
            state = take.After;
            var outcome = GrantPlan.Slots(request, take.Messages, state.Pace.All, state.Limits);
            var slots = outcome is GrantOutcome.Granted granted ? [.. granted.Slots] : new[] { ((GrantOutcome.Reserved)outcome).Slot };
            foreach (var (slot, recipients) in slots.Zip(ask.Recipients))
            {
                var planned = slot - skew > really ? slot - skew : really;
                var late = TimeSpan.FromMilliseconds(skewed ? ask.Late : 0);
                if (planned + late > slot - skew + Pace.Lateness)
                    continue; // Its worker asks again.
                sent.Add((planned + late, recipients, Enumerable.Range(0, recipients).Select(i => slot + (i * step))));
            }
        }

        return sent;
    }
}
