using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <summary>How every control store grants: by rate, day, lane and scope. Each test starts without a control item, at 14 a second and 50,000 a day.</summary>
public abstract partial class GrantContract : IAsyncLifetime
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

    [Fact]
    public async Task A_worker_whose_clock_is_hours_behind_gets_nothing()
    {
        await SlotsAsync(Lane.Urgent, Noon, 1);

        Assert.IsNotType<GrantOutcome.Granted>(await GrantAsync(Lane.Urgent, Noon.AddHours(-3), 1));
    }

    [Fact]
    public async Task After_a_clock_that_was_a_day_ahead_nothing_is_granted_the_reason_is_told_and_a_resume_mends_it()
    {
        await SlotsAsync(Lane.Urgent, Noon.AddDays(1), 1);

        var unusable = Assert.IsType<GrantOutcome.Unusable>(await GrantAsync(Lane.Urgent, Noon, 1));

        Assert.Contains("paceAll", unusable.Fault, StringComparison.Ordinal);
        Assert.Contains("clock", unusable.Fault, StringComparison.Ordinal);
        Assert.Equal(0, (await Store.ReadAsync(Ct)).RoomFor(Lane.Urgent, TimeSpan.FromMinutes(2), Noon));
        await Store.ResumeAsync(SendScope.All, "anna", Noon, Ct);
        Assert.Equal([Noon], await SlotsAsync(Lane.Urgent, Noon, 1));
    }

    [Fact]
    public async Task A_day_that_a_wrong_clock_closed_for_a_year_is_told_and_mended_the_same_way()
    {
        await Store.CloseDayAsync(Noon.AddYears(1), Ct);

        Assert.Contains("dayClosedUntil", Assert.IsType<GrantOutcome.Unusable>(await GrantAsync(Lane.Urgent, Noon, 1)).Fault, StringComparison.Ordinal);
        await Store.ResumeAsync(SendScope.All, "anna", Noon, Ct);
        Assert.Equal([Noon], await SlotsAsync(Lane.Urgent, Noon, 1));
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

    private static GrantRequest.Item Item(Lane lane, string from, string source) => new(1, SendScope.Covering(lane, EmailAddress.Parse(from), source));

    private Task<GrantOutcome> ScopedAsync(string from, string source) =>
        Store.TakeGrantAsync(new GrantRequest(Lane.Normal, [Item(Lane.Normal, from, source)]), Noon, Ct);

    private Task<GrantOutcome> GrantAsync(Lane lane, DateTimeOffset now, params int[] recipients) =>
        Store.TakeGrantAsync(new GrantRequest(lane, [.. recipients.Select(count => new GrantRequest.Item(count, [SendScope.Of(lane)]))]), now, Ct);

    private async Task<DateTimeOffset[]> SlotsAsync(Lane lane, DateTimeOffset now, params int[] recipients) =>
        [.. Assert.IsType<GrantOutcome.Granted>(await GrantAsync(lane, now, recipients)).Slots];
}
