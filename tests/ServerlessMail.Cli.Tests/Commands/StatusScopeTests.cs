using System.Text.Json;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

public class StatusScopeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_stopped_and_what_drains_is_told_with_how_much_is_held_for_it()
    {
        var run = await SmailRun.OpenAsync();
        foreach (var scope in (string[])["form:contact", "lane:bulk", "sender:example.com"])
            await run.Store.Control.PauseAsync(SendScope.FromToken(scope), "bounces", "ben", run.Now.AddHours(-3), Ct);
        await run.Store.Control.ResumeAsync(SendScope.FromToken("sender:example.com"), "anna", run.Now.AddHours(-2), Ct);
        await run.HoldAsync(2, "form:contact");
        await run.HoldAsync(101, "lane:bulk", Lane.Bulk);
        await run.HoldAsync(1, "sender:example.com");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("status"));

        Assert.StartsWith(
            """
            Service   open in part, last changed by anna at 2026-11-24 10:00:00Z (2 h ago); last reason: bounces
            Stopped   form:contact, 2 held
                      lane:bulk, 100+ held
            Draining  sender:example.com, 1 still held
            SES       not read yet
            """,
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("\nHeld      100+ until resumed, 0 until their lane has room, 0 as spam, 0 for an operator\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Service   open, resumed by anna since 2026-11-24 12:00:00Z (0 s ago)\nDraining  all, 2 still held\nSES")]
    [InlineData(true, "Service   paused by anna since 2026-11-24 12:00:00Z (0 s ago): x\nSES")]
    public async Task What_everything_held_drains_once_it_is_open(bool isPaused, string told)
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x");
        await run.HoldAsync(2);
        if (!isPaused)
            await run.RunAsync("resume");

        await run.RunAsync("status");

        Assert.StartsWith(told, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lets_a_scope_go_during_the_pause_is_not_taken_for_who_paused()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Control.PauseAsync(SendScope.FromToken("form:contact"), "x", "ben", run.Now, Ct);
        await run.Store.Control.PauseAsync(SendScope.All, "y", "ben", run.Now, Ct);
        await run.RunAsync("resume --scope form:contact");

        await run.RunAsync("status");

        Assert.StartsWith(
            "Service   paused, last changed by anna at 2026-11-24 12:00:00Z (0 s ago); last reason: y\nDraining  form:contact, 0 still held\nSES",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_both()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.HoldAsync(2, "form:contact");

        await run.RunAsync("status --json");

        var status = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(status.GetProperty("control").GetProperty("open").GetBoolean());
        Assert.Equal("form:contact", Assert.Single(status.GetProperty("control").GetProperty("stopped").EnumerateArray()).GetString());
        Assert.Equal((0, 2), (status.GetProperty("heldByScope").GetProperty("all").GetInt32(), status.GetProperty("heldByScope").GetProperty("form:contact").GetInt32()));
    }
}
