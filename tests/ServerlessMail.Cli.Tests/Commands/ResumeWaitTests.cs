using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>What <c>smail resume</c> shows of the drain, and when it stops looking.</summary>
public class ResumeWaitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_watches_sees_how_much_is_left_until_nothing_is()
    {
        var run = await PausedAsync(3);

        Assert.Equal(ExitCode.Ok, await run.RunWhileAsync("resume", () => run.SweepAsync(1)));

        Assert.Equal("Open. 3 held messages leave now, each once, as fast as the lanes allow.\nNothing is held any more: all of it is on its way.\n", run.Output);
        Assert.StartsWith("\r[........................] 3 of 3 still held\r", run.Errors, StringComparison.Ordinal);
        Assert.Contains("\r[########................] 2 of 3 still held\r", run.Errors, StringComparison.Ordinal);
        Assert.Contains("\r[################........] 1 of 3 still held\r", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith($"\r[########################] 0 of 3 still held\r{new string(' ', 46)}\r", run.Errors, StringComparison.Ordinal);
        Assert.All(run.Store.Messages.All, message => Assert.Equal(MessageStatus.Queued, message.Status));
    }

    [Theory]
    [InlineData("resume --no-wait", true)]
    [InlineData("resume --json", true)]
    [InlineData("resume", false)]
    public async Task Where_nobody_watches_or_wants_to_it_returns_at_once(string line, bool isWatched)
    {
        var run = await PausedAsync(2);
        run.Answer = isWatched ? "" : null;

        Assert.Equal(ExitCode.Ok, await run.RunAsync(line));

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Store.Messages.All.Count(message => message.Status == MessageStatus.Held));
    }

    [Fact]
    public async Task With_nothing_held_there_is_nothing_to_wait_for()
    {
        var run = await PausedAsync(0);

        Assert.Equal(ExitCode.Ok, await run.RunAsync("resume --wait"));

        Assert.Equal("Open. Nothing is held.\n", run.Output);
    }

    [Fact]
    public async Task Scripts_may_wait()
    {
        var run = await PausedAsync(2);
        run.Answer = null;
        run.IsWatched = false;

        Assert.Equal(ExitCode.Ok, await run.RunWhileAsync("resume --wait", () => run.SweepAsync(1)));

        Assert.EndsWith("Nothing is held any more: all of it is on its way.\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("spam")]
    [InlineData("operator")]
    [InlineData("form:news")]
    public async Task What_is_held_for_another_reason_is_no_part_of_it(string reason)
    {
        var run = await PausedAsync(1);
        await run.AddAsync(message => reason switch
        {
            "spam" => message.HoldFor(HoldReason.Spam, run.Now),
            "operator" => message.HoldFor(HoldReason.Operator, run.Now),
            _ => message.StopBy(SendScope.FromToken(reason), run.Now),
        });

        Assert.Equal(ExitCode.Ok, await run.RunWhileAsync("resume", () => run.SweepAsync()));

        Assert.Contains("1 of 1 still held", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Store.Messages.All, message => message.Status == MessageStatus.Held);
    }

    [Fact]
    public async Task What_was_let_go_during_the_pause_leaves_with_the_rest()
    {
        var run = await PausedAsync(1);
        await run.HoldAsync(2, "form:contact");
        await run.RunAsync("resume --scope form:contact --no-wait");

        Assert.Equal(ExitCode.Ok, await run.RunWhileAsync("resume", () => run.SweepAsync(1)));

        Assert.Contains("3 of 3 still held", run.Errors, StringComparison.Ordinal);
        Assert.All(run.Store.Messages.All, message => Assert.Equal(MessageStatus.Queued, message.Status));
    }

    [Fact]
    public async Task What_waits_on_in_its_lane_is_told()
    {
        var run = await PausedAsync(1);
        await run.AddAsync(message => (message with { Lane = Lane.Bulk }).Backlog(run.Now));
        await run.Store.Control.PauseAsync(SendScope.Of(Lane.Bulk), "x", "ben", run.Now, Ct);

        await run.RunWhileAsync("resume", () => run.SweepAsync());

        Assert.EndsWith("all of it is on its way.\n1 in the lanes' backlog leave as fast as the lanes allow.\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resume", ExitCode.Ok)]
    [InlineData("resume --wait", ExitCode.Interrupted)]
    public async Task Who_stops_looking_leaves_it_resumed(string line, ExitCode expected)
    {
        var run = await PausedAsync(5);

        Assert.Equal(expected, await run.RunWhileAsync(line, async () =>
        {
            await run.SweepAsync(1);
            if (run.Store.Messages.All.Count(message => message.Status == MessageStatus.Held) == 3)
                await run.Stop.CancelAsync();
        }));

        Assert.Matches("It stays resumed: [34] still held, which go on leaving. 'smail status' tells how much is left.\n$", run.Output);
        Assert.True((await run.Store.Control.ReadAsync(Ct)).Open);
    }

    [Theory]
    [InlineData("all", "Paused again meanwhile by ben: not yet")]
    [InlineData("form:contact", "form:contact was stopped again meanwhile by ben: not yet")]
    public async Task A_stop_that_comes_meanwhile_ends_it(string again, string told)
    {
        var run = await PausedAsync(0);
        await run.RunAsync("resume");
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.HoldAsync(2, "form:contact");

        Assert.Equal(ExitCode.Failed, await run.RunWhileAsync("resume --scope form:contact", () =>
            run.Store.Control.PauseAsync(SendScope.FromToken(again), "not yet", "ben", run.Now, Ct)));

        Assert.EndsWith($"smail: {told}\n  2 of form:contact still held. 'smail status' tells how it stands.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_item_that_breaks_meanwhile_ends_it()
    {
        var run = await PausedAsync(2);

        Assert.Equal(ExitCode.Failed, await run.RunWhileAsync("resume", () =>
        {
            run.Store.Control.Malform("The attribute paceAll of the control item is missing.");
            return Task.CompletedTask;
        }));

        Assert.EndsWith("smail: Nothing leaves any more: The attribute paceAll of the control item is missing.\n  2 still held. 'smail status' tells how it stands.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_over_ends_it()
    {
        var run = await PausedAsync(20);

        Assert.Equal(ExitCode.NotDrained, await run.RunWhileAsync("resume --timeout 10s", () => run.SweepAsync(1)));

        Assert.Matches("smail: (9|10|11) still held after 10 s.\n  It stays resumed. 'smail status' tells how much is left.\n$", run.Errors);
    }

    [Theory]
    [InlineData("resume --timeout soon", "--timeout must be a time such as 90s, 10min or 2h.")]
    [InlineData("resume --no-wait --wait", "--no-wait returns at once")]
    [InlineData("resume --no-wait --timeout 10s", "--no-wait returns at once")]
    public async Task A_line_that_contradicts_itself_is_refused(string line, string told)
    {
        var run = await PausedAsync(1);

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.True((await run.Store.Control.ReadAsync(Ct)).Paused);
    }

    private static async Task<SmailRun> PausedAsync(int held)
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x");
        await run.HoldAsync(held);
        (run.Answer, run.IsWatched) = ("", true);
        return run;
    }
}
