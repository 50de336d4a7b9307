using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

public class ResumeScopeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scope_is_let_go_and_what_it_held_drains()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.HoldAsync(3, "form:contact");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("resume --scope form:contact"));

        var control = await run.Store.Control.ReadAsync(Ct);
        Assert.Empty(control.Stops);
        Assert.Equal(["form:contact"], control.Draining);
        Assert.Equal("form:contact is let go. 3 held messages leave now, each once, as fast as the lanes allow.\n'smail status' tells how much is left.\n", run.Output);
    }

    [Fact]
    public async Task Opening_all_tells_what_is_still_stopped_and_how_to_let_it_go()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.RunAsync("pause --reason x");
        await run.HoldAsync(1);
        await run.HoldAsync(2, "form:contact");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("resume"));

        Assert.Equal(
            """
            Open. 1 held message leaves now.
            Still stopped: form:contact (2 held).
            'smail resume --scope form:contact' lets it go.
            'smail status' tells how much is left.

            """,
            run.Output);
    }

    [Fact]
    public async Task Several_that_are_still_stopped_are_all_told()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope lane:bulk");
        await run.RunAsync("pause --reason x --scope form:contact");

        await run.RunAsync("resume");

        Assert.Equal(
            """
            Open. Nothing is held.
            Still stopped: form:contact (0 held), lane:bulk (0 held).
            'smail resume --scope form:contact' lets the first go, and so on.

            """,
            run.Output);
    }

    [Theory]
    [InlineData("", ExitCode.Ok)]
    [InlineData(" --wait", ExitCode.NotDrained)]
    public async Task A_scope_let_go_while_everything_is_paused_says_that_nothing_leaves(string options, ExitCode expected)
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.HoldAsync(2, "form:contact");
        await run.Store.Control.PauseAsync(SendScope.All, "y", "ben", run.Now, Ct);

        Assert.Equal(expected, await run.RunAsync($"resume --scope form:contact{options}"));

        Assert.Equal("form:contact is let go, but nothing leaves yet: everything is paused. 'smail resume' without --scope opens it.\n", run.Output);
        Assert.Equal(expected == ExitCode.Ok, run.Errors.Length == 0);
        Assert.Equal(["form:contact"], (await run.Store.Control.ReadAsync(Ct)).Draining);
    }

    [Theory]
    [InlineData("form:contcat", " Did you mean form:contact?", "Stopped: form:contact.")]
    [InlineData("lane:bulk", "", "Stopped: form:contact.")]
    public async Task A_scope_that_is_not_stopped_is_told_with_those_that_are(string scope, string meant, string stopped)
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");

        Assert.Equal(ExitCode.Failed, await run.RunAsync($"resume --scope {scope}"));

        Assert.Equal($"smail: {scope} is not stopped, and nothing is held for it.{meant}\n  {stopped}\n  'smail status' tells how it stands.\n", run.Errors);
        Assert.Equal(["form:contact"], (await run.Store.Control.ReadAsync(Ct)).Stops);
        Assert.Single(run.Store.Operators.All);
    }

    [Fact]
    public async Task Who_means_everything_is_told_how_to_open_it()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x");

        Assert.Equal(ExitCode.Failed, await run.RunAsync("resume --scope form:contact"));

        Assert.Contains("\n  No scope is stopped.\n  Everything is paused: 'smail resume' without --scope opens it.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_more_changes_nothing_and_tells_what_is_left()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.HoldAsync(2, "form:contact");
        await run.RunAsync("resume --scope form:contact");
        var before = await run.Store.Control.ReadAsync(Ct);
        run.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(ExitCode.Ok, await run.RunAsync("resume --scope form:contact"));

        Assert.StartsWith("form:contact was not stopped any more. 2 held messages leave now", run.Output, StringComparison.Ordinal);
        Assert.Equal(before.ChangedAt, (await run.Store.Control.ReadAsync(Ct)).ChangedAt);
        Assert.Equal(2, run.Store.Operators.All.Count);
    }

    [Fact]
    public async Task Mail_that_is_held_for_a_stop_which_nobody_remembers_is_let_go()
    {
        var run = await SmailRun.OpenAsync();
        await run.HoldAsync(1, "form:contact");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("resume --scope form:contact"));
        await run.SweepAsync();

        Assert.Equal(MessageStatus.Queued, Assert.Single(run.Store.Messages.All).Status);
    }

    [Fact]
    public async Task A_scope_that_somebody_stopped_over_is_no_success()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        run.Store.Control.Door.Passing = async operation =>
        {
            if (operation != nameof(IControlStore.ResumeAsync) || (await run.Store.Control.ReadAsync(Ct)).Stops.Count > 0)
                return;
            run.Store.Control.Door.Passing = null;
            await run.Store.Control.PauseAsync(SendScope.FromToken("form:contact"), "not yet", "ben", run.Now, Ct);
        };

        Assert.Equal(ExitCode.Failed, await run.RunAsync("resume --scope form:contact"));

        Assert.Equal("smail: form:contact was stopped again meanwhile by ben: not yet\n  'smail status' tells how it stands.\n", run.Errors);
    }

    [Fact]
    public async Task While_the_control_item_is_broken_only_opening_all_helps()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Malform("The attribute stops of the control item is missing.");

        Assert.Equal(ExitCode.Failed, await run.RunAsync("resume --scope form:contact"));

        Assert.Equal(
            "smail: Nothing leaves, whatever is resumed: The attribute stops of the control item is missing.\n  'smail resume' without --scope mends the control item and lets mail leave.\n",
            run.Errors);
        Assert.Empty(run.Store.Operators.All);
    }

    [Fact]
    public async Task It_is_not_done_when_it_cannot_be_written_down()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        run.Store.Operators.Door.Shut();

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("resume --scope form:contact"));

        Assert.Contains("form:contact", (await run.Store.Control.ReadAsync(Ct)).Stops);
    }
}
