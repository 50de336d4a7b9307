using CsCheck;
using ServerlessMail.Local.Ses.Account;

namespace ServerlessMail.Local.Tests.Ses.Account;

public class RateBucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_second_of_the_rate_goes_at_once_and_then_nothing()
    {
        Assert.Equal(14, Through(14, Enumerable.Repeat((0L, 1), 40)).Sum());
    }

    [Fact]
    public void A_send_to_many_goes_through_and_leaves_a_debt()
    {
        var bucket = Full(1).Without(5);

        Assert.False(bucket.Filled(Start.AddSeconds(4), 1).IsOpen);
        Assert.True(bucket.Filled(Start.AddSeconds(4.001), 1).IsOpen);
    }

    [Fact]
    public void However_long_it_rests_it_holds_no_more_than_one_second()
    {
        Assert.Equal(14, Full(14).Filled(Start.AddDays(1), 14).Tokens);
    }

    [Fact]
    public void A_clock_that_is_set_back_fills_nothing_and_locks_nobody_out()
    {
        var empty = Full(1).Without(1).Filled(Start.AddHours(-1), 1);

        Assert.False(empty.IsOpen);
        Assert.True(empty.Filled(Start.AddHours(-1).AddSeconds(1), 1).IsOpen);
    }

    /// <summary>What went through before a send is less than the burst and the rate since then, from whichever send one counts.</summary>
    [Fact]
    public void It_never_lets_more_through_than_the_burst_and_the_rate_over_the_time()
    {
        var sends = Gen.Select(Gen.Long[0, 400_000], Gen.Int[1, 50]).Array[1, 120];
        Gen.Select(Gen.Int[1, 500], sends).Sample((rate, asked) =>
        {
            var went = Through(rate, asked).ToArray();
            var at = new long[asked.Length];
            for (var i = 0; i < at.Length; i++)
                at[i] = (i == 0 ? 0 : at[i - 1]) + asked[i].Item1;
            for (var from = 0; from < went.Length; from++)
            {
                long before = 0;
                for (var to = from; to < went.Length; to++)
                {
                    if (went[to] > 0 && before >= rate + (rate * (at[to] - at[from]) / 1e6) + 1e-6)
                        return false;
                    before += went[to];
                }
            }

            return true;
        });
    }

    /// <summary>A sender that keeps the rate's pace, each recipient a slot, is never refused: what the product's grants rely on.</summary>
    [Fact]
    public void Who_keeps_the_pace_is_never_refused()
    {
        Gen.Select(Gen.Int[1, 500], Gen.Int[1, 50].Array[1, 120]).Sample((rate, recipients) =>
        {
            // A little slower than the rate: clocks have whole microseconds.
            var asked = recipients.Prepend(0).Zip(recipients, (earlier, now) => ((earlier * 1_000_000L / rate) + 50, now)).ToArray();
            return Through(rate, asked).SequenceEqual(recipients);
        });
    }

    private static RateBucket Full(double rate) => new(rate, Start);

    /// <summary>How many recipients of each send go through; a send comes so many microseconds after the one before.</summary>
    private static IEnumerable<int> Through(double rate, IEnumerable<(long After, int Recipients)> sends)
    {
        var bucket = Full(rate);
        var now = Start;
        foreach (var (after, recipients) in sends)
        {
            now = now.AddMicroseconds(after);
            bucket = bucket.Filled(now, rate);
            var went = bucket.IsOpen ? recipients : 0;
            bucket = bucket.Without(went);
            yield return went;
        }
    }
}
