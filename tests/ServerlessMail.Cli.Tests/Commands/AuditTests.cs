using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

public class AuditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nobody_touched_holds()
    {
        var run = await SmailRun.OpenAsync();
        await run.AddAsync();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("audit verify"));

        Assert.StartsWith("Everything holds: 1 message on 1 day, 0 daily roots, 0 operators' acts.\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task What_was_changed_is_named_and_the_exit_code_says_so()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync();
        await run.AddAsync();
        run.Store.Messages.Overwrite(Stored(run, message.Id) with { Source = "form:other" });

        Assert.Equal(ExitCode.Failed, await run.RunAsync("audit verify --day 2026-11-24"));

        Assert.StartsWith($"{message.Id}: changed: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n1 fault found in 2 messages on 1 day", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_as_json()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync();
        run.Store.Messages.Overwrite(Stored(run, message.Id) with { Trail = [] });

        Assert.Equal(ExitCode.Failed, await run.RunAsync("audit verify --from 2026-11-23 --json"));

        Assert.Equal(
            $$"""
            {
              "holds": false,
              "from": "2026-11-23",
              "to": "2026-11-24",
              "messages": 1,
              "roots": 0,
              "acts": 0,
              "faults": [
                {
                  "where": "{{message.Id}}",
                  "what": "events-missing",
                  "detail": "events were dropped, or the end was cut off"
                }
              ]
            }

            """,
            run.Output);
    }

    [Fact]
    public async Task A_person_sees_how_far_it_is_and_nothing_of_that_stays()
    {
        var run = await SmailRun.OpenAsync();
        run.Answer = "";

        await run.RunAsync("audit verify --from 2026-11-23");

        Assert.Contains("[############............] 1/2 days, 0 messages", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("\r", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("[###", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit verify --day yesterday", "--day must be a date")]
    [InlineData("audit verify --day 2026-11-24 --from 2026-11-01", "--day is one day")]
    [InlineData("audit verify --from 2026-11-24 --to 2026-11-23", "--from must not be after --to")]
    [InlineData("audit log --month November", "--month must be a month")]
    public async Task A_wrong_period_is_told(string line, string told)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_act_of_an_operator_is_written_down()
    {
        var run = await SmailRun.OpenAsync();
        var released = await run.AddAsync(m => m.HoldFor(HoldReason.Spam, run.Now));
        var dropped = await run.AddAsync(m => m.HoldFor(HoldReason.Spam, run.Now));
        run.Input = "forms:\n  news: { to: a@example.com, from: forms@example.com, origins: [self] }\n";

        await run.RunAsync("pause --reason complaints");
        await run.RunAsync("resume");
        await run.RunAsync("senders add example.org");
        await run.RunAsync("senders remove example.org");
        Assert.Equal((ExitCode.Ok, ""), (await run.RunAsync("forms apply - --yes"), run.Errors));
        await run.RunAsync($"held release {released.Id} --even-twice");
        await run.RunAsync($"held drop {dropped.Id}");
        await run.RunAsync($"erase {dropped.Id} --reason asked --yes");

        Assert.Equal(
            [
                ("pause", null, "complaints"),
                ("resume", null, null),
                ("add-sender", "example.org", null),
                ("remove-sender", "example.org", null),
                ("apply-forms", "news", null),
                ("release", $"{released.Id}", "even-twice"),
                ("drop", $"{dropped.Id}", null),
                ("erase", $"{dropped.Id}", "asked"),
            ],
            run.Store.Operators.All.Select(act => (act.Act, act.Subject, act.Reason)));
        Assert.All(run.Store.Operators.All, act => Assert.Equal("anna", act.Who));
        Assert.Equal(ExitCode.Ok, await run.RunAsync("audit verify"));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("senders list")]
    [InlineData("held list")]
    [InlineData("messages list")]
    [InlineData("audit verify")]
    [InlineData("audit log")]
    [InlineData("pause")]
    [InlineData("held drop nonsense")]
    [InlineData("senders add @@")]
    public async Task Who_only_looks_or_mistypes_leaves_no_act(string line)
    {
        var run = await SmailRun.OpenAsync();

        await run.RunAsync(line);

        Assert.Empty(run.Store.Operators.All);
    }

    [Fact]
    public async Task A_pause_stands_though_its_record_fails_and_that_is_told()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Operators.Door.Shut();

        Assert.Equal(ExitCode.NotRecorded, await run.RunAsync("pause --reason x"));

        Assert.True((await run.Store.Control.ReadAsync(Ct)).Paused);
        Assert.StartsWith("smail: It is paused, but the operators' trail does not say so: The table cannot be reached.\n", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith("Paused.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("senders remove forms@example.com")]
    [InlineData("held drop {0}")]
    [InlineData("erase {0} --reason x --yes")]
    public async Task Every_other_act_is_not_done_when_it_cannot_be_written_down(string line)
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(m => m.HoldFor(HoldReason.Spam, run.Now));
        await run.Store.Control.PauseAsync(SendScope.All, "x", "ben", run.Now, Ct);
        run.Store.Operators.Door.Shut();

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, message.Id)));

        Assert.True((await run.Store.Control.ReadAsync(Ct)).Paused);
        Assert.Single(await run.Store.Senders.ListAsync(Ct));
        Assert.Equal(MessageStatus.Held, Stored(run, message.Id).Status);
    }

    [Fact]
    public async Task The_log_shows_a_month()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason complaints");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("audit log"));
        Assert.Equal("#  WHEN                  WHO   DID    TO  WHY\n1  2026-11-24 12:00:00Z  anna  pause      complaints\n".Replace(" ", "", StringComparison.Ordinal), Squeezed(run.Output));

        Assert.Equal(ExitCode.Ok, await run.RunAsync("audit log --month 2026-10"));
        Assert.Equal("Nobody did anything in 2026-10 (UTC).\n", run.Output);
    }

    [Fact]
    public async Task The_log_as_json()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason complaints");

        await run.RunAsync("audit log --json");

        Assert.Equal(
            """
            [
              {
                "seq": 1,
                "at": "2026-11-24T12:00:00+00:00",
                "who": "anna",
                "act": "pause",
                "subject": null,
                "reason": "complaints"
              }
            ]

            """,
            run.Output);
    }

    private static Message Stored(SmailRun run, MessageId id) => run.Store.Messages.All.Single(head => head.Id == id);

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
