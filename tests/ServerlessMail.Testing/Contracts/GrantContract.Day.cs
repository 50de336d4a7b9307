using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <content>The day, and other limits.</content>
public abstract partial class GrantContract
{
    [Theory]
    [InlineData(Lane.Urgent, 20)]
    [InlineData(Lane.Normal, 18)]
    [InlineData(Lane.Bulk, 10)]
    public async Task A_lane_gets_its_share_of_the_day_and_no_more(Lane lane, int most)
    {
        await Store.SetLimitsAsync(null, Rate, 20, 0.5, Ct);
        var granted = 0;
        GrantOutcome last;
        for (var now = Noon; ; now += TimeSpan.FromSeconds(1))
        {
            last = await GrantAsync(lane, now, 1);
            if (last is not GrantOutcome.Granted)
                break;
            granted++;
        }

        Assert.Equal(most, granted);
        Assert.Equal(new GrantOutcome.DaySpent(new DateTimeOffset(2026, 11, 25, 13, 0, 0, TimeSpan.Zero)), last);
    }

    [Fact]
    public async Task The_day_rolls_on_by_the_hour()
    {
        await Store.SetLimitsAsync(null, Rate, 20, 0.5, Ct);
        for (var i = 0; i < 10; i++)
            await SlotsAsync(Lane.Urgent, Noon.AddSeconds(i), 1);
        for (var i = 0; i < 10; i++)
            await SlotsAsync(Lane.Urgent, Noon.AddHours(2).AddSeconds(i), 1);

        Assert.Equal(new GrantOutcome.DaySpent(Noon.AddHours(25)), await GrantAsync(Lane.Urgent, Noon.AddHours(24).AddMinutes(59), 1));
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync(Lane.Urgent, Noon.AddHours(25), 10));
        Assert.Equal(new GrantOutcome.DaySpent(Noon.AddHours(27)), await GrantAsync(Lane.Urgent, Noon.AddHours(25).AddMinutes(1), 1));
    }

    [Fact]
    public async Task An_account_without_a_daily_limit_is_never_spent()
    {
        await Store.SetLimitsAsync(null, Rate, null, 0.5, Ct);

        Assert.IsType<GrantOutcome.Reserved>(await GrantAsync(Lane.Urgent, Noon, 50));
        Assert.Equal(50, (await Store.ReadAsync(Ct)).Day.Used(Counter.All));
    }

    [Fact]
    public async Task A_day_that_the_provider_calls_spent_is_closed_until_then()
    {
        await Store.CloseDayAsync(Noon.AddMinutes(10), Ct);

        Assert.Equal(new GrantOutcome.DaySpent(Noon.AddMinutes(10)), await GrantAsync(Lane.Urgent, Noon, 1));
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync(Lane.Urgent, Noon.AddMinutes(10), 1));
    }

    [Fact]
    public async Task Other_limits_are_in_force_at_once_and_the_same_ones_are_no_change()
    {
        await SlotsAsync(Lane.Urgent, Noon, 1);
        var before = (await Store.ReadAsync(Ct)).Limits;
        await Store.SetLimitsAsync(null, Rate, 50_000, 0.5, Ct);
        Assert.Equal(before, (await Store.ReadAsync(Ct)).Limits);

        await Store.SetLimitsAsync(null, 100, 60_000, 0.25, Ct);

        Assert.Equal(new SendLimits(100, 60_000, 0.25, before.Version + 1), (await Store.ReadAsync(Ct)).Limits);
        Assert.Equal(10, (await SlotsAsync(Lane.Urgent, Noon.AddSeconds(1), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).Length);
    }

    [Fact]
    public async Task A_race_for_the_last_of_the_day_grants_no_more_than_is_left()
    {
        await Store.SetLimitsAsync(null, 1000, 20, 0.5, Ct);

        var outcomes = await Race.RunAsync(async worker =>
        {
            var granted = 0;
            for (var i = 0; i < 5; i++)
                granted += await GrantAsync(Lane.Urgent, Noon.AddMilliseconds(i * 20), 1) is GrantOutcome.Granted ? 1 : 0;
            return granted;
        });

        Assert.Equal(20, outcomes.Sum());
        Assert.Equal(20, (await Store.ReadAsync(Ct)).Day.Used(Counter.All));
    }
}
