using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <summary>How every control store grants: by rate, day, lane and scope. Each test starts without a control item, at 14 a second and 50,000 a day.</summary>
public abstract class GrantContract : IAsyncLifetime
{
    private const double Rate = 14;
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(Pace.StepOf(new SendLimits(Rate, null, 0.5, 1), Counter.All));

    protected abstract IControlStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await Store.EnsureAsync(Ct);
        await Store.SetLimitsAsync(null, Rate, 50_000, 0.5, Ct);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_first_grant_is_for_now_and_the_next_one_step_later()
    {
        Assert.Equal([Noon], await SlotsAsync(Lane.Urgent, Noon, 1));

        Assert.Equal([Noon + Step], await SlotsAsync(Lane.Urgent, Noon, 1));
    }

    [Fact]
    public async Task A_batch_gets_as_many_slots_as_fit_before_the_horizon()
    {
        var slots = await SlotsAsync(Lane.Urgent, Noon, 1, 1, 1, 1, 1);

        Assert.Equal([Noon, Noon + Step, Noon + (2 * Step)], slots);
        Assert.True(slots[^1] <= Noon + Pace.Horizon);
    }

    [Fact]
    public async Task Who_cannot_go_before_the_horizon_is_told_how_long_to_wait_and_then_may()
    {
        await SlotsAsync(Lane.Urgent, Noon, 1, 1, 1, 1);

        var wait = Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Urgent, Noon, 1));

        Assert.InRange(wait.For, TimeSpan.FromTicks(1), Step);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync(Lane.Urgent, Noon + wait.For, 1));
    }

    [Fact]
    public async Task Where_the_rate_is_contended_the_more_urgent_mail_finds_a_place_first()
    {
        await SlotsAsync(Lane.Urgent, Noon, 1, 1, 1);
        var bulkTurn = Noon + (3 * Step) - Pace.HorizonOf(Lane.Bulk);
        var early = TimeSpan.FromMilliseconds(1);

        var normalTurn = Noon + (3 * Step) - Pace.HorizonOf(Lane.Normal);
        Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Bulk, bulkTurn - early, 1));
        Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Normal, normalTurn - early, 1));
        Assert.Equal(early, Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Normal, normalTurn - early, 1)).For);
        Assert.Equal([Noon + (3 * Step)], await SlotsAsync(Lane.Urgent, normalTurn - early, 1));
    }

    [Theory]
    [InlineData(Lane.Urgent)]
    [InlineData(Lane.Normal)]
    [InlineData(Lane.Bulk)]
    public async Task Who_must_wait_is_told_whether_the_lane_is_full(Lane lane)
    {
        await SlotsAsync(Lane.Urgent, Noon, 9);
        Assert.False(Assert.IsType<GrantOutcome.Wait>(await GrantAsync(lane, Noon, 1)).IsLaneFull);

        await Store.SetFullAsync([lane], Ct);

        Assert.True(Assert.IsType<GrantOutcome.Wait>(await GrantAsync(lane, Noon, 1)).IsLaneFull);
    }

    [Fact]
    public async Task Recipients_are_what_is_counted()
    {
        await SlotsAsync(Lane.Urgent, Noon, 9);

        Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Urgent, Noon + (9 * Step) - Pace.Horizon - TimeSpan.FromMilliseconds(1), 1));
        Assert.Equal([Noon + (9 * Step)], await SlotsAsync(Lane.Urgent, Noon + (9 * Step) - Pace.Horizon, 1));
    }

    [Fact]
    public async Task A_large_message_goes_alone_and_nothing_goes_for_a_while_before_it()
    {
        Assert.Single(await SlotsAsync(Lane.Normal, Noon, 1, 50, 1));
        var now = Noon + TimeSpan.FromSeconds(1);

        var reserved = Assert.IsType<GrantOutcome.Reserved>(await GrantAsync(Lane.Normal, now, 50, 1));

        Assert.Equal(now + Pace.Guard, reserved.Slot);
        Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Normal, now, 1));
        Assert.IsType<GrantOutcome.Wait>(await GrantAsync(Lane.Normal, Noon + TimeSpan.FromSeconds(3), 1));
        Assert.Equal(51, (await Store.ReadAsync(Ct)).Day.Used(Counter.Normal));
    }

    [Fact]
    public async Task What_was_reserved_is_confirmed_unless_it_was_stopped_meanwhile()
    {
        Assert.True(SendScope.TryParse("form:contact", out var contact));
        var request = new GrantRequest(Lane.Normal, [Item(Lane.Normal, "forms@example.com", "form:contact")]);
        Assert.True(await Store.ConfirmAsync(request, Ct));

        await Store.PauseAsync(contact, "look at it", "anna", Noon, Ct);
        Assert.False(await Store.ConfirmAsync(request, Ct));
        await Store.ResumeAsync(contact, "anna", Noon, Ct);
        Assert.True(await Store.ConfirmAsync(request, Ct));

        await Store.PauseAsync(SendScope.All, "stop", "anna", Noon, Ct);
        Assert.False(await Store.ConfirmAsync(request, Ct));
    }

    [Theory]
    [InlineData(Lane.Urgent, 1.0)]
    [InlineData(Lane.Normal, 0.9)]
    [InlineData(Lane.Bulk, 0.5)]
    public async Task A_lane_that_asks_without_end_gets_its_share_of_the_rate_and_no_more(Lane lane, double share)
    {
        const int seconds = 20;
        var granted = 0;
        for (var now = Noon; now < Noon.AddSeconds(seconds); now += TimeSpan.FromMilliseconds(50))
        {
            if (await GrantAsync(lane, now, 1, 1, 1) is GrantOutcome.Granted { Slots: var slots })
                granted += slots.Length;
        }

        Assert.InRange(granted, Rate * share * seconds * 0.95, (Rate * share * seconds) + 2);
    }

    [Fact]
    public async Task Urgent_mail_finds_room_while_the_other_lanes_ask_without_end()
    {
        for (var now = Noon; now < Noon.AddSeconds(10); now += TimeSpan.FromMilliseconds(50))
        {
            await GrantAsync(Lane.Bulk, now, 1, 1, 1);
            await GrantAsync(Lane.Normal, now, 1, 1, 1);
        }

        var end = Noon.AddSeconds(10);
        var wait = await GrantAsync(Lane.Urgent, end, 1) is GrantOutcome.Wait first ? first.For : TimeSpan.Zero;

        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync(Lane.Urgent, end + wait, 1));
    }

    [Fact]
    public async Task After_a_gap_the_rate_starts_from_now_and_not_from_what_was_missed()
    {
        await SlotsAsync(Lane.Urgent, Noon, 1);

        Assert.Equal(3, (await SlotsAsync(Lane.Urgent, Noon.AddHours(1), 1, 1, 1, 1, 1)).Length);
    }

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

    [Theory]
    [InlineData("lane:normal")]
    [InlineData("sender:forms@example.com")]
    [InlineData("sender:example.com")]
    [InlineData("form:contact")]
    public async Task What_is_stopped_gets_no_grant_and_all_else_goes_on(string token)
    {
        Assert.True(SendScope.TryParse(token, out var scope));
        await Store.PauseAsync(scope, "look at it", "anna", Noon, Ct);

        Assert.Equal(new GrantOutcome.Stopped([scope]), await ScopedAsync("forms@example.com", "form:contact"));
        Assert.IsType<GrantOutcome.Granted>(await Store.TakeGrantAsync(
            new GrantRequest(Lane.Urgent, [Item(Lane.Urgent, "news@example.org", "form:other")]), Noon, Ct));
        var state = await Store.ReadAsync(Ct);
        Assert.True(state.Open);
        Assert.Equal([token], state.Stops);
    }

    [Fact]
    public async Task What_is_resumed_is_granted_again_and_drains_until_that_is_done()
    {
        Assert.True(SendScope.TryParse("form:contact", out var scope));
        await Store.PauseAsync(scope, "look at it", "anna", Noon, Ct);
        await Store.ResumeAsync(scope, "ben", Noon, Ct);

        Assert.IsType<GrantOutcome.Granted>(await ScopedAsync("forms@example.com", "form:contact"));
        Assert.Equal(["form:contact"], (await Store.ReadAsync(Ct)).Draining);

        await Store.DrainedAsync(scope, await Store.ReadAsync(Ct), Ct);
        Assert.Empty((await Store.ReadAsync(Ct)).Draining);
    }

    [Fact]
    public async Task A_batch_of_which_a_part_is_stopped_is_told_which_part()
    {
        Assert.True(SendScope.TryParse("form:contact", out var contact));
        await Store.PauseAsync(contact, "look at it", "anna", Noon, Ct);

        var outcome = await Store.TakeGrantAsync(
            new GrantRequest(Lane.Normal, [Item(Lane.Normal, "forms@example.com", "form:other"), Item(Lane.Normal, "forms@example.com", "form:contact")]), Noon, Ct);

        Assert.Equal(new GrantOutcome.Stopped([contact]), outcome);
    }

    [Fact]
    public async Task Stops_survive_a_pause_and_a_resume_of_everything()
    {
        Assert.True(SendScope.TryParse("lane:bulk", out var bulk));
        await Store.PauseAsync(bulk, "slow down", "anna", Noon, Ct);
        await Store.PauseAsync(SendScope.All, "stop", "anna", Noon, Ct);
        await Store.ResumeAsync(SendScope.All, "anna", Noon, Ct);

        Assert.Equal(["lane:bulk"], (await Store.ReadAsync(Ct)).Stops);
        Assert.Equal(new GrantOutcome.Stopped([bulk]), await GrantAsync(Lane.Bulk, Noon, 1));
    }

    [Fact]
    public async Task Full_lanes_are_told()
    {
        await Store.SetFullAsync([Lane.Bulk, Lane.Normal], Ct);
        Assert.Equal([Lane.Normal, Lane.Bulk], (await Store.ReadAsync(Ct)).Full);

        await Store.SetFullAsync([], Ct);
        Assert.Empty((await Store.ReadAsync(Ct)).Full);
    }

    [Fact]
    public async Task A_worker_whose_clock_is_hours_behind_gets_nothing()
    {
        await SlotsAsync(Lane.Urgent, Noon, 1);

        Assert.IsNotType<GrantOutcome.Granted>(await GrantAsync(Lane.Urgent, Noon.AddHours(-3), 1));
    }

    [Fact]
    public async Task After_a_clock_that_was_a_day_ahead_nothing_is_granted_and_the_reason_is_told()
    {
        await SlotsAsync(Lane.Urgent, Noon.AddDays(1), 1);

        var unusable = Assert.IsType<GrantOutcome.Unusable>(await GrantAsync(Lane.Urgent, Noon, 1));

        Assert.Contains("paceAll", unusable.Fault, StringComparison.Ordinal);
        Assert.Contains("clock", unusable.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_ask_in_the_same_moment_each_gets_slots_of_its_own()
    {
        var outcomes = await Race.RunAsync(_ => GrantAsync(Lane.Urgent, Noon, 1));

        var slots = outcomes.OfType<GrantOutcome.Granted>().SelectMany(granted => granted.Slots).Order().ToArray();
        Assert.Equal([Noon, Noon + Step, Noon + (2 * Step)], slots);
        Assert.All(outcomes, outcome => Assert.True(outcome is GrantOutcome.Granted or GrantOutcome.Wait, $"{outcome}"));
        Assert.Equal(3, (await Store.ReadAsync(Ct)).Day.Used(Counter.All));
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

    private static GrantRequest.Item Item(Lane lane, string from, string source) => new(1, SendScope.Covering(lane, EmailAddress.Parse(from), source));

    private Task<GrantOutcome> ScopedAsync(string from, string source) =>
        Store.TakeGrantAsync(new GrantRequest(Lane.Normal, [Item(Lane.Normal, from, source)]), Noon, Ct);

    private Task<GrantOutcome> GrantAsync(Lane lane, DateTimeOffset now, params int[] recipients) =>
        Store.TakeGrantAsync(new GrantRequest(lane, [.. recipients.Select(count => new GrantRequest.Item(count, [SendScope.Of(lane)]))]), now, Ct);

    private async Task<DateTimeOffset[]> SlotsAsync(Lane lane, DateTimeOffset now, params int[] recipients) =>
        [.. Assert.IsType<GrantOutcome.Granted>(await GrantAsync(lane, now, recipients)).Slots];
}
