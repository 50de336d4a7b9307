using ServerlessMail.Core.Control;
namespace ServerlessMail.Cli.Tests.Commands;

public class PauseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_needs_a_reason()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync("pause"));

        Assert.Contains("--reason", run.Errors, StringComparison.Ordinal);
        Assert.True((await run.Store.Control.ReadAsync(Ct)).Open);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_blank_reason_is_none(string reason)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync("pause", "--reason", reason));

        Assert.True((await run.Store.Control.ReadAsync(Ct)).Open);
    }

    [Fact]
    public async Task A_pause_stops_the_service_in_the_name_of_who_runs_it()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("pause", "--reason", "too many complaints"));

        var control = await run.Store.Control.ReadAsync(Ct);
        Assert.Equal((true, "too many complaints", "anna", run.Now), (control.Paused, control.Reason, control.ChangedBy, control.ChangedAt));
        Assert.Contains("250 ms", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_may_be_named_by_a_variable()
    {
        var run = await SmailRun.OpenAsync();
        run.Variables["SMAIL_OPERATOR"] = "night shift";

        await run.RunAsync("pause", "--reason", "x");

        Assert.Equal("night shift", (await run.Store.Control.ReadAsync(Ct)).ChangedBy);
    }

    [Fact]
    public async Task A_resume_opens_it_again()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause", "--reason", "x");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("resume --json"));

        Assert.True((await run.Store.Control.ReadAsync(Ct)).Open);
        Assert.Contains("\"open\": true", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resume_that_somebody_paused_over_is_no_success()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Door.Meanwhile("ReadAsync", () => run.Store.Control.PauseAsync(SendScope.All, "not yet", "ben", run.Now, Ct));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("resume"));

        Assert.Equal("smail: Paused again meanwhile by ben: not yet\n  'smail status' tells how it stands.\n", run.Errors);
    }

    [Fact]
    public async Task A_resume_after_which_nothing_can_leave_is_no_success()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Door.Meanwhile("ReadAsync", () =>
        {
            run.Store.Control.Malform("The attribute granted of the control item is not a number.");
            return Task.CompletedTask;
        });

        Assert.Equal(ExitCode.Failed, await run.RunAsync("resume"));

        Assert.StartsWith("smail: Nothing leaves yet: The attribute granted of the control item is not a number.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_cannot_be_reached_has_its_own_exit_code()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Door.Shut();

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("pause", "--reason", "x"));

        Assert.Contains("The table cannot be reached.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
