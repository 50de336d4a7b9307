using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Tests.Commands;

public sealed class FormsTests : IDisposable
{
    private const string Contact = """
        forms:
          contact:
            to: [owner@example.com]
            from: forms@example.com
            origins: ["https://www.example.com"]
            honeypot: company
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("smail-test-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_form_is_shown_and_applied()
    {
        var run = new SmailRun();
        await run.Store.Senders.PutAsync(new Sender("example.com", SenderStatus.Verified, run.Now, "ben"), Ct);

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "apply", await FileAsync(Contact), "--yes"));

        Assert.Equal(
            """
            contact, a new form
              + to: [owner@example.com]
              + from: forms@example.com
              + origins: ["https://www.example.com"]
              + honeypot: company
              + limits: { per-client: 10/min, per-form: off }
              + retention: 90d
              + when-paused: accept
            Applied.

            """,
            run.Output);
        Assert.Empty(run.Errors);
        Assert.Equal(1, Assert.Single(await run.Store.Forms.ListAsync(Ct)).Version);
    }

    [Fact]
    public async Task A_change_shows_what_differs_and_nothing_else()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("forms", "apply", await FileAsync(Contact), "--yes");

        await run.RunAsync("forms", "apply", await FileAsync(Contact.Replace("company", "firm", StringComparison.Ordinal)), "--yes");

        Assert.Equal("contact, version 2 becomes 3\n  - honeypot: company\n  + honeypot: firm\nApplied.\n", run.Output);
    }

    [Fact]
    public async Task A_file_that_changes_nothing_writes_nothing()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("forms", "apply", await FileAsync(Contact), "--yes");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "apply", await FileAsync(Contact)));

        Assert.Equal("contact, as it is\nNothing to change.\n", run.Output);
        Assert.Equal(2, Assert.Single(await run.Store.Forms.ListAsync(Ct)).Version);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "apply", await FileAsync(Contact), "--dry-run", "--yes"));

        Assert.EndsWith("Nothing was changed: this was a dry run.\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(await run.Store.Forms.ListAsync(Ct));
    }

    [Theory]
    [InlineData("y", ExitCode.Ok, 1)]
    [InlineData("yes", ExitCode.Ok, 1)]
    [InlineData("", ExitCode.Failed, 0)]
    [InlineData("n", ExitCode.Failed, 0)]
    public async Task A_person_is_asked(string answer, ExitCode code, int forms)
    {
        var run = new SmailRun { Answer = answer };

        Assert.Equal(code, await run.RunAsync("forms", "apply", await FileAsync(Contact)));

        Assert.Contains("Apply this change? [y/N]", run.Output, StringComparison.Ordinal);
        Assert.Equal(forms, (await run.Store.Forms.ListAsync(Ct)).Count);
    }

    [Fact]
    public async Task A_script_must_say_yes()
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Usage, await run.RunAsync("forms", "apply", await FileAsync(Contact)));

        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
        Assert.Empty(await run.Store.Forms.ListAsync(Ct));
    }

    [Fact]
    public async Task All_faults_are_told_at_once_with_their_places_and_nothing_changes()
    {
        var run = await SmailRun.OpenAsync();
        var file = await FileAsync("""
            forms:
              good:
                to: [owner@example.com]
                from: forms@example.com
                origins: [self]
              bad:
                to: [nobody]
                from: x
                captcha: recaptcha
                colour: red
            """);

        Assert.Equal(ExitCode.BadFile, await run.RunAsync("forms", "apply", file, "--yes"));

        Assert.Equal(
            $"""
            smail: The file has 5 faults; nothing was changed.
              {file}:6:3: form 'bad' has no 'origins': name the sites that may post here, such as ["https://www.example.com"].
              {file}:7:10: 'nobody' is not a mail address.
              {file}:8:11: 'x' is neither a mail address nor 'Name <address>'.
              {file}:9:14: 'captcha' is none or altcha or turnstile, not 'recaptcha'.
              {file}:10:5: a form has no key 'colour'; it knows to, from, subject, origins, redirects, fields, honeypot, block, captcha, limits, attachments, retention, when-paused, autoresponse.

            """,
            run.Errors);
        Assert.Equal(["contact"], (await run.Store.Forms.ListAsync(Ct)).Select(form => form.Name.Value));
    }

    [Fact]
    public async Task A_form_whose_sender_is_not_on_the_allowlist_is_applied_with_a_warning()
    {
        var run = new SmailRun();
        var file = await FileAsync(Contact);

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "apply", file, "--yes"));

        Assert.Equal(
            $"smail: warning: {file}:4:11: forms@example.com is not on the allowlist: form contact refuses all posts until 'smail senders add forms@example.com'.\n",
            run.Errors);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Forms.Door.Meanwhile(
            nameof(IFormStore.TryApplyAsync),
            () => run.Store.Forms.TryApplyAsync([Testing.Samples.SampleMail.Form() with { Version = 1, Honeypot = "theirs" }], Ct));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("forms", "apply", await FileAsync(Contact), "--yes"));

        Assert.Equal("theirs", Assert.Single(await run.Store.Forms.ListAsync(Ct)).Honeypot);
    }

    [Fact]
    public async Task What_show_writes_apply_takes_back_unchanged()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("forms show contact");
        run.Input = run.Output;

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms apply -"));

        Assert.Equal("contact, as it is\nNothing to change.\n", run.Output);
    }

    [Fact]
    public async Task The_file_of_init_applies_as_it_is()
    {
        var run = await SmailRun.OpenAsync();
        var file = Path.Combine(_directory, "forms.yaml");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "init", file));
        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "apply", file, "--yes"));

        Assert.Empty(run.Errors);
        Assert.Equal(2, Assert.Single(await run.Store.Forms.ListAsync(Ct)).Version);
    }

    [Fact]
    public async Task Init_overwrites_nothing()
    {
        var run = new SmailRun();
        var file = await FileAsync("mine");

        Assert.Equal(ExitCode.Failed, await run.RunAsync("forms", "init", file));

        Assert.Equal("mine", await File.ReadAllTextAsync(file, Ct));
    }

    [Theory]
    [InlineData("none/forms.yaml")]
    [InlineData(".")]
    public async Task Init_tells_where_it_cannot_write(string path)
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Failed, await run.RunAsync("forms", "init", Path.Combine(_directory, path)));

        Assert.StartsWith($"smail: {Path.Combine(_directory, path)} ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("conatct", "Did you mean contact?")]
    [InlineData("zebra", "'smail forms list' shows all.")]
    public async Task An_unknown_form_is_told_with_what_was_meant(string name, string advice)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Failed, await run.RunAsync("forms", "show", name));

        Assert.Equal($"smail: There is no form {name}.\n  {advice}\n", run.Errors);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_bad_file()
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.BadFile, await run.RunAsync("forms", "apply", Path.Combine(_directory, "none.yaml")));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> FileAsync(string text)
    {
        var path = Path.Combine(_directory, "given.yaml");
        await File.WriteAllTextAsync(path, text, Ct);
        return path;
    }
}
