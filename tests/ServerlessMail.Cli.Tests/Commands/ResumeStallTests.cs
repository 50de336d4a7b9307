using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>A drain in which nothing moves is not waited for: it is told why, as far as that can be seen.</summary>
public class ResumeStallTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "the sweeper does not seem to run.\n  Locally it is part of 'smail serve'; on AWS look at the schedule and the log of the sweeper function.")]
    [InlineData(7200, "the sweeper does not seem to run, last seen at work at 2026-11-24 10:00:00Z (2 h ago).\n  Locally it is part of 'smail serve'")]
    [InlineData(40, "the sweeper was last seen at work at 2026-11-24 11:59:20Z (70 s ago).\n  It may have stopped since (locally it is part of 'smail serve'), or the lanes' queues are full")]
    public async Task Whether_the_sweeper_runs_is_told_by_its_last_look_at_the_account(int? secondsAgo, string told)
    {
        var run = await PausedAsync(2);
        if (secondsAgo is { } ago)
            await run.Store.Accounts.TryPutAsync(Account(run.Now.AddSeconds(-ago)), Ct);

        Assert.Equal(ExitCode.NotDrained, await run.RunWhileAsync("resume", () => Task.CompletedTask));

        Assert.Contains($"smail: 2 still held, and nothing has moved for 30 s: {told}", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("\n  It stays resumed.\n", run.Errors, StringComparison.Ordinal);
        Assert.True((await run.Store.Control.ReadAsync(Ct)).Open);
    }

    [Fact]
    public async Task As_long_as_something_moves_it_goes_on()
    {
        var run = await PausedAsync(4);
        var seconds = 0;

        Assert.Equal(ExitCode.Ok, await run.RunWhileAsync("resume", () => ++seconds % 25 == 0 ? run.SweepAsync(1) : Task.CompletedTask));

        Assert.InRange(seconds, 90, 110);
    }

    [Fact]
    public async Task A_day_that_SES_calls_spent_is_told()
    {
        var run = await PausedAsync(1);
        await run.Store.Control.CloseDayAsync(run.Now.AddMinutes(10), Ct);

        await run.RunWhileAsync("resume", () => run.SweepAsync());

        Assert.Contains("SES says that the day's quota is spent, and is asked again at 2026-11-24 12:10:00Z.\n  It leaves by itself when there is room.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_whose_quota_is_spent_is_told()
    {
        var run = await PausedAsync(1);
        run.Store.Control.Edit(state => state with { Day = state.Day.At(DayUse.HourOf(run.Now)).Add(Counters.Of(Lane.Normal), 200) });

        await run.RunWhileAsync("resume", () => run.SweepAsync());

        Assert.Contains("the day's quota is spent: 200 of 200 recipients in 24 hours.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lane_that_is_stopped_is_told_with_what_lets_it_go()
    {
        var run = await PausedAsync(0);
        await run.HoldAsync(2, lane: Lane.Bulk);
        await run.Store.Control.PauseAsync(SendScope.Of(Lane.Bulk), "y", "ben", run.Now, Ct);

        await run.RunWhileAsync("resume", () => run.SweepAsync());

        Assert.Contains("lane:bulk is stopped, and it is in that lane.\n  'smail resume --scope lane:bulk' lets it leave.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_wrong_is_told()
    {
        var run = await PausedAsync(1);

        await run.RunWhileAsync("resume", () =>
        {
            run.Store.Control.Edit(state => state with { Pace = state.Pace.With(Counter.All, Pace.Micros(run.Now.AddDays(1))) });
            return run.SweepAsync();
        });

        Assert.Contains("The attribute paceAll of the control item lies more than 5 minutes in the future", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_more_than_can_be_counted_no_total_is_shown_and_what_moves_is_seen()
    {
        var run = await PausedAsync(10_040);
        run.Store.Control.Edit(state => state with { Limits = new SendLimits(1_000, null, 0.5, 1) });
        var seconds = 0;

        await run.RunWhileAsync("resume", async () =>
        {
            seconds++;
            await (seconds % 20 == 0 ? run.SweepAsync(10) : Task.CompletedTask);
            if (seconds == 110)
                await run.Stop.CancelAsync();
        });

        Assert.StartsWith("Open. 10000+ held messages leave now", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("\r10000+ still held\r", run.Errors, StringComparison.Ordinal);
        Assert.Contains("\r[........................] 10000 of 10000 still held\r", run.Errors, StringComparison.Ordinal);
        Assert.Contains(" 9990 of 10000 still held\r", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing has moved", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<SmailRun> PausedAsync(int held)
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x");
        await run.HoldAsync(held);
        (run.Answer, run.IsWatched) = ("", true);
        return run;
    }

    private static AccountState Account(DateTimeOffset readAt) => new()
    {
        ReadAt = readAt,
        MaxSendRate = 14,
        SentLast24Hours = 0,
        Sandbox = false,
        Enforcement = Enforcement.Healthy,
        SendingEnabled = true,
        Verified = [],
    };
}
