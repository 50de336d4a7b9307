using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>What strangers had stored, or what a script passes on, is shown by every command and obeyed by no terminal.</summary>
public class HostileTextTests
{
    private const string Hostile = "\u001b]0;owned\a\u001b[2J\u009b31m\u202e\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("status")]
    [InlineData("senders list")]
    [InlineData("forms list")]
    [InlineData("forms show contact")]
    [InlineData("forms apply - --dry-run")]
    [InlineData("messages list")]
    [InlineData("messages show MESSAGE")]
    [InlineData("held list")]
    [InlineData("redrive")]
    [InlineData("redrive --all --dry-run")]
    [InlineData("resume --no-wait")]
    public async Task Stored_text_is_shown_as_its_numbers(string line)
    {
        var run = new SmailRun();
        var message = await FillAsync(run);

        foreach (var options in (string[])["", " --json"])
        {
            Assert.Equal(ExitCode.Ok, await run.RunAsync(line.Replace("MESSAGE", message.Id.ToString(), StringComparison.Ordinal) + options));

            Assert.Matches(@"\\u(001B|202E)", run.Output);
            AssertHarmless(run.Output);
            AssertHarmless(run.Errors);
        }
    }

    [Theory]
    [InlineData("senders", "add", Hostile)]
    [InlineData("senders", "remove", Hostile)]
    [InlineData("forms", "show", Hostile)]
    [InlineData("forms", "apply", Hostile)]
    [InlineData("messages", "show", Hostile)]
    [InlineData("held", "drop", Hostile)]
    [InlineData("pause", "--reason", "x", "--scope", Hostile)]
    [InlineData("resume", "--scope", Hostile)]
    [InlineData("resume", "--timeout", Hostile)]
    [InlineData("redrive", "--id", Hostile)]
    [InlineData("redrive", "--queue", Hostile)]
    [InlineData(Hostile)]
    [InlineData("status", "--" + Hostile)]
    [InlineData("messages", "list", "--day", Hostile)]
    public async Task A_typed_text_is_told_back_as_its_numbers(params string[] args)
    {
        foreach (var options in (string[][])[[], ["--json"]])
        {
            var run = await SmailRun.OpenAsync();

            Assert.NotEqual(ExitCode.Ok, await run.RunAsync([.. args, .. options]));

            Assert.NotEmpty(run.Errors);
            AssertHarmless(run.Output);
            AssertHarmless(run.Errors);
        }
    }

    [Fact]
    public async Task A_fault_of_a_file_quotes_it_as_its_numbers()
    {
        var run = new SmailRun { Input = "forms: { \"\\e[2J\": { to: [\"\\e]0;owned\\a\"], from: \"\\u202e\", origins: [self] } }" };

        Assert.Equal(ExitCode.BadFile, await run.RunAsync("forms apply -"));

        Assert.Contains("'\\u001B]0;owned\\u0007' is not a mail address.", run.Errors, StringComparison.Ordinal);
        AssertHarmless(run.Errors);
    }

    [Fact]
    public async Task A_fault_of_a_store_is_told_as_its_numbers()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Door.Before = _ => new IOException(Hostile);

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("status"));

        AssertHarmless(run.Errors);
    }

    /// <summary>A service in which every text that its stores let through is hostile.</summary>
    private static async Task<Message> FillAsync(SmailRun run)
    {
        await run.Store.Control.PauseAsync(SendScope.All, Hostile, Hostile, run.Now, Ct);
        await run.Store.Control.PauseAsync(SendScope.FromToken(Hostile), Hostile, Hostile, run.Now, Ct);
        await run.Store.Senders.PutAsync(new Sender(Hostile, SenderStatus.Verified, run.Now, Hostile), Ct);
        await run.Store.Senders.PutAsync(SampleMail.Sender("example.com"), Ct);
        await run.Store.Refusals.RecordAsync("contact", Hostile, run.Now, "s", Ct);
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, Hostile);
        var form = SampleMail.Form() with
        {
            From = Mailbox.Parse("\u202egnp.exe <forms@example.com>"),
            Subject = Hostile,
            Origins = [Hostile],
            Redirects = [Hostile],
            Honeypot = Hostile,
            Fields = [new FieldRule(Hostile, FieldType.Text, Required: false, 1)],
        };
        await run.Store.Forms.TryApplyAsync([form], Ct);
        run.Input = "forms: { contact: { to: [a@example.com], from: a@example.com, origins: [self] } }";
        return await run.AddAsync(message => message.HoldFor(HoldReason.Operator, run.Now, remark: Hostile) with { Source = Hostile, SesMessageId = Hostile });
    }

    private static void AssertHarmless(string text) =>
        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
}
