using System.Text.Json;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Cli.Tests.Commands;

public class StatusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_service_says_so()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("status"));

        Assert.Equal(
            """
            Service   open
            SES       not read yet: the least limits are in force, 1 a second and 200 a day
            Forms     1
            Senders   1 verified
            Waiting   0 due now
            Held      0 until resumed, 0 until their lane has room, 0 as spam, 0 for an operator
            Refused   none today

            """,
            run.Output);
    }

    [Fact]
    public async Task What_was_put_aside_is_told_by_queue()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "x");
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "y");
        run.Store.DeadLetters.Bury(ServiceQueue.Feedback, "z");

        await run.RunAsync("status");

        Assert.Contains("\nPut aside 2 of the normal queue, 1 of the feedback queue; 'smail redrive' shows them\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_service_names_who_when_and_why()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Control.PauseAsync(SendScope.All, "too many complaints", "ben", run.Now.AddHours(-3), Ct);
        await run.AddAsync(message => message.StopBy(SendScope.All, run.Now));
        await run.AddAsync(message => message.HoldFor(HoldReason.Spam, run.Now));
        await run.Store.Refusals.RecordAsync("contact", "invalid", run.Now, "s1", Ct);
        await run.Store.Refusals.RecordAsync("contact", "invalid", run.Now.AddHours(-2), "s2", Ct);
        await run.Store.Refusals.RecordAsync(IRefusalStore.Nobody, "unknown-form", run.Now, "s1", Ct);
        await run.Store.Refusals.RecordAsync("contact", "invalid", run.Now.AddDays(-1), "s3", Ct);

        await run.RunAsync("status");

        Assert.Equal(
            """
            Service   paused by ben since 2026-11-24 09:00:00Z (3 h ago): too many complaints
            SES       not read yet: the least limits are in force, 1 a second and 200 a day
            Forms     1
            Senders   1 verified
            Waiting   0 due now
            Held      1 until resumed, 0 until their lane has room, 1 as spam, 0 for an operator
            Refused   today:
                      2 × invalid, form contact
                      1 × unknown-form, no form

            """,
            run.Output);
    }

    [Fact]
    public async Task The_SES_account_is_told()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Accounts.TryPutAsync(Account(run), Ct);

        await run.RunAsync("status");

        Assert.Contains("\nSES       healthy, 1234 of 50000 recipients in 24 hours, 14 a second\nForms", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_account_is_told_with_what_to_do()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Accounts.TryPutAsync(
            Account(run) with { Sandbox = true, Enforcement = Enforcement.Probation, SendingEnabled = false, Max24HourSend = null, ReadAt = run.Now.AddMinutes(-16) }, Ct);

        await run.RunAsync("status");

        Assert.Contains(
            """

            SES       probation, 1234 recipients in 24 hours, 14 a second
                      sending is switched off in SES
                      sandbox: only verified recipients are mailed; verify them, or ask AWS for production access
                      last read 2026-11-24 11:44:00Z (16 min ago): its limits may be wrong; look at the sweeper's log

            """,
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_the_account_and_that_it_has_grown_old()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Accounts.TryPutAsync(Account(run) with { ReadAt = run.Now.AddMinutes(-16) }, Ct);

        await run.RunAsync("status --json");

        var account = JsonDocument.Parse(run.Output).RootElement.GetProperty("account");
        Assert.True(account.GetProperty("stale").GetBoolean());
        Assert.Equal("healthy", account.GetProperty("enforcement").GetString());
        Assert.Equal((50_000, 1_234), (account.GetProperty("max24HourSend").GetInt64(), account.GetProperty("sentLast24Hours").GetInt64()));
    }

    [Fact]
    public async Task Without_a_control_item_the_service_is_closed_and_the_fault_is_told()
    {
        var run = new SmailRun();

        await run.RunAsync("status");

        Assert.StartsWith("Service   closed: The control item is missing.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_counted_only_so_far()
    {
        var run = await SmailRun.OpenAsync();
        for (var i = 0; i < 130; i++)
            await run.AddAsync(message => message.StopBy(SendScope.All, run.Now));

        await run.RunAsync("status");

        Assert.Contains("100+ until resumed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_it_as_json()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Control.PauseAsync(SendScope.All, "why", "ben", run.Now, Ct);

        await run.RunAsync("status --json");

        var status = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(status.GetProperty("control").GetProperty("paused").GetBoolean());
        Assert.Equal("why", status.GetProperty("control").GetProperty("reason").GetString());
        Assert.Equal(0, status.GetProperty("held").GetProperty("pause").GetInt32());
        Assert.Equal(1, status.GetProperty("sendersVerified").GetInt32());
    }

    private static AccountState Account(SmailRun run) => new()
    {
        ReadAt = run.Now.AddSeconds(-12),
        Max24HourSend = 50_000,
        MaxSendRate = 14,
        SentLast24Hours = 1_234,
        Sandbox = false,
        Enforcement = Enforcement.Healthy,
        SendingEnabled = true,
        Verified = [],
    };

    [Fact]
    public async Task What_a_stranger_stored_cannot_speak_to_the_terminal()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Control.PauseAsync(SendScope.All, "\u001b]0;owned\u0007\u001b[2J", "ben\u202e", run.Now, Ct);

        await run.RunAsync("status");

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
        Assert.Contains("\\u001B", run.Output, StringComparison.Ordinal);
    }
}
