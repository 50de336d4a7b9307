using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Tests.Commands;

public class PauseScopeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("form:contact")]
    [InlineData("lane:bulk")]
    [InlineData("sender:example.com")]
    [InlineData("sender:forms@example.com")]
    public async Task A_scope_is_stopped_and_the_rest_stays_open(string scope)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("pause", "--scope", scope, "--reason", "a robot posts to it"));

        var control = await run.Store.Control.ReadAsync(Ct);
        Assert.Equal((true, scope, "anna"), (control.Open, Assert.Single(control.Stops), control.ChangedBy));
        Assert.Equal(
            $"""
            {scope} is stopped. No send of it begins any more; one that had its grant may still leave within 250 ms.
            'smail resume --scope {scope}' lets it leave again.

            """,
            run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Without_a_scope_or_with_all_everything_is_stopped()
    {
        foreach (var options in (string[])["", " --scope all"])
        {
            var run = await SmailRun.OpenAsync();

            await run.RunAsync($"pause --reason x{options}");

            var control = await run.Store.Control.ReadAsync(Ct);
            Assert.True(control.Paused);
            Assert.Empty(control.Stops);
            Assert.Null(Assert.Single(run.Store.Operators.All).Subject);
        }
    }

    [Theory]
    [InlineData("contact", "form:contact")]
    [InlineData("bulk", "lane:bulk")]
    [InlineData("example.com", "sender:example.com")]
    [InlineData("froms:contact", "form:contact")]
    [InlineData("lane:blk", "lane:bulk")]
    [InlineData("al", "all")]
    public async Task What_names_no_scope_is_refused_with_what_was_meant(string typed, string meant)
    {
        foreach (var line in (string[])[$"pause --reason x --scope {typed}", $"resume --scope {typed}"])
        {
            var run = await SmailRun.OpenAsync();

            Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

            Assert.StartsWith(
                $"smail: --scope '{typed}' names nothing that can be stopped: write such as all, lane:urgent, lane:normal, lane:bulk, sender:example.com, "
                + $"sender:forms@example.com or form:contact. Did you mean {meant}?\n",
                run.Errors,
                StringComparison.Ordinal);
            Assert.Empty(run.Store.Operators.All);
            Assert.Equal(ControlState.Fresh, await run.Store.Control.ReadAsync(Ct));
        }
    }

    [Theory]
    [InlineData("pause", "--reason", "x", "--scope", "")]
    [InlineData("pause", "--reason", "x", "--scope")]
    [InlineData("pause", "--reason", "x", "--scope", "form:")]
    [InlineData("pause", "--reason", "x", "--scope", "form:contact\nlane:bulk")]
    [InlineData("pause", "--reason", "x", "--scope", "form:contact", "--scope", "lane:bulk")]
    [InlineData("pause", "--reason", "x", "form:contact")]
    [InlineData("pause", "--scope", "form:contact")]
    public async Task A_line_that_could_be_misread_stops_nothing(params string[] args)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync(args));

        Assert.Equal(ControlState.Fresh, await run.Store.Control.ReadAsync(Ct));
    }

    [Theory]
    [InlineData("form:contcat", "There is no such form, so form:contcat may stop nothing. Did you mean form:contact? 'smail forms list' shows what there is; 'smail resume --scope form:contcat' takes this back.")]
    [InlineData("form:news", "There is no such form, so form:news may stop nothing. 'smail forms list' shows what there is; 'smail resume --scope form:news' takes this back.")]
    [InlineData("sender:form@example.com", "Nobody of that name is on the allowlist, so sender:form@example.com may stop nothing. Did you mean sender:forms@example.com?")]
    [InlineData("sender:example.org", "Nobody of that name is on the allowlist")]
    public async Task A_stop_of_what_nobody_knows_takes_effect_and_warns(string scope, string warning)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Ok, await run.RunAsync($"pause --reason x --scope {scope}"));

        Assert.Contains(scope, (await run.Store.Control.ReadAsync(Ct)).Stops);
        Assert.StartsWith($"smail: warning: {warning}", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith($"{scope} is stopped.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.org", "sender:example.org", true)]
    [InlineData("example.org", "sender:anna@example.org", true)]
    [InlineData("example.org", "sender:news.example.org", true)]
    [InlineData("anna@example.org", "sender:example.org", true)]
    [InlineData("anna@example.org", "sender:ben@example.org", false)]
    [InlineData("news.example.org", "sender:example.org", false)]
    [InlineData("badexample.org", "sender:example.org", false)]
    public async Task A_sender_is_known_by_what_the_allowlist_lets_pass(string listed, string scope, bool isKnown)
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Senders.PutAsync(new Sender(listed, SenderStatus.Verified, run.Now, "ben"), Ct);

        await run.RunAsync($"pause --reason x --scope {scope}");

        Assert.Equal(isKnown, run.Errors.Length == 0);
    }

    [Fact]
    public async Task A_domain_whose_mail_comes_from_below_it_is_told_with_what_stops_that()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Senders.PutAsync(new Sender("anna@news.example.org", SenderStatus.Verified, run.Now, "ben"), Ct);

        await run.RunAsync("pause --reason x --scope sender:example.org");

        Assert.Contains("Did you mean sender:anna@news.example.org?", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_needs_no_list_that_can_be_read()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Forms.Door.Shut();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("pause --reason x --scope form:contact"));

        Assert.Contains("form:contact", (await run.Store.Control.ReadAsync(Ct)).Stops);
        Assert.Equal("smail: warning: Whether there is mail of form:contact cannot be looked up: The table cannot be reached.\n", run.Errors);
    }

    [Theory]
    [InlineData("", "Paused.", "It is paused")]
    [InlineData(" --scope form:contact", "form:contact is stopped.", "form:contact is stopped")]
    public async Task A_stop_that_cannot_be_read_back_is_one_all_the_same(string options, string told, string warned)
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Door.Before = operation => operation == nameof(IControlStore.ReadAsync) ? new IOException("Away.") : null;

        Assert.Equal(ExitCode.Ok, await run.RunAsync($"pause --reason x{options}"));

        Assert.StartsWith(told, run.Output, StringComparison.Ordinal);
        Assert.Equal($"smail: warning: {warned}, but how all stands cannot be read: Away.\n", run.Errors);
        Assert.Equal(ActNames.Pause, Assert.Single(run.Store.Operators.All).Act);
    }

    [Fact]
    public async Task While_everything_is_paused_a_scope_can_be_stopped_for_after_that()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x");

        await run.RunAsync("pause --reason y --scope form:contact");

        Assert.Contains("Everything is paused as well: 'smail resume' opens the rest and leaves this stopped.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_acts_are_written_down_with_their_scope()
    {
        var run = await SmailRun.OpenAsync();

        await run.RunAsync("pause --reason robots --scope form:contact");
        await run.RunAsync("resume --scope form:contact");

        Assert.Equal(
            [("pause", "form:contact", "robots"), ("resume", "form:contact", null)],
            run.Store.Operators.All.Select(act => (act.Act, act.Subject, act.Reason)));
        Assert.Equal(ExitCode.Ok, await run.RunAsync("audit verify"));
    }

    [Fact]
    public async Task A_stop_that_could_not_be_written_down_stands_and_says_so()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Operators.Door.Shut();

        Assert.Equal(ExitCode.NotRecorded, await run.RunAsync("pause --reason x --scope form:contact"));

        Assert.Contains("form:contact", (await run.Store.Control.ReadAsync(Ct)).Stops);
        Assert.StartsWith("smail: form:contact is stopped, but the operators' trail does not say so", run.Errors, StringComparison.Ordinal);
    }
}
