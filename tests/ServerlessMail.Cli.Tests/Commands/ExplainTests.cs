using System.Text.Json;
using CsCheck;
using ServerlessMail.Cli.Explain;
using ServerlessMail.Cli.Tests.Output;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Commands;

public class ExplainTests
{
    private const string Sound = """
        {
          "fields": { "name": "Ada", "email": "ada@example.org", "message": "Hello" },
          "headers": { "origin": "https://www.example.com", "Referer": "https://www.example.com/contact" },
          "client": "192.0.2.1"
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_submission_passes_every_rule_and_its_mail_is_shown()
    {
        var run = await OpenAsync(Sound);

        Assert.Equal(ExitCode.Ok, await run.RunAsync("explain --form contact --file -"));

        Assert.Equal(
            """
            RULE      SAYS    POINTS  WHY
            origin    passes
            body      passes
            control   passes
            open      passes
            sender    passes
            sandbox   passes
            files     passes
            fields    passes
            honeypot  passes
            source    passes
            pace      passes
            content   passes
            block     passes

            Accepted: 0 points of 10.
            To         owner@example.com
            From       Forms <forms@example.com>
            Reply to   ada@example.org
            Subject    New submission to contact
            Not looked at, since only a post counts: the limits (per client 10/min, per form off) and whether it repeats one of the last minute.

            """,
            run.Output);
    }

    [Fact]
    public async Task What_looks_like_spam_is_explained_sign_by_sign()
    {
        var run = await OpenAsync("""{"name":"www.win.example","email":"ada@example.org","message":"[url=http://p.example]pills[/url]"}""");

        await run.RunAsync("explain --form contact --file -");

        Assert.Contains("source    suspects  2       no-source: The request names no page", run.Output, StringComparison.Ordinal);
        Assert.Contains("content   suspects  5       link-in-field:", run.Output, StringComparison.Ordinal);
        Assert.Contains("content   suspects  6       bbcode-links:", run.Output, StringComparison.Ordinal);
        Assert.Contains("Held: bbcode-links,link-in-field,no-source (13 points; from 10 on it is spam).", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_its_faults_and_the_rules_after_it_are_not_asked()
    {
        var run = await OpenAsync("""{"fields":{"email":"nonsense","message":"Hello"},"headers":{"Origin":"https://www.example.com"}}""");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("explain --form contact --file - --json"));

        using var told = JsonDocument.Parse(run.Output);
        Assert.Equal(("refused", "invalid"), (told.RootElement.GetProperty("outcome").GetString(), told.RootElement.GetProperty("reason").GetString()));
        var rules = told.RootElement.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(
            ["passes", "passes", "passes", "passes", "passes", "passes", "passes", "refuses", "not-asked", "not-asked", "not-asked", "not-asked", "not-asked"],
            rules.Select(rule => rule.GetProperty("says").GetString()));
        Assert.Equal("should be an email", rules[7].GetProperty("faults").EnumerateArray().Single(fault => fault.GetProperty("field").GetString() == "email").GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, told.RootElement.GetProperty("mail").ValueKind);
    }

    [Fact]
    public async Task A_foreign_origin_and_a_pause_are_told()
    {
        var run = await OpenAsync(Sound.Replace("\"https://www.example.com\"", "\"https://evil.example\"", StringComparison.Ordinal));
        await run.RunAsync("explain --form contact --file -");
        Assert.Contains("Refused: foreign-origin.", run.Output, StringComparison.Ordinal);

        run.Input = Sound;
        await run.Store.Control.PauseAsync(SendScope.All, "storm", "anna", run.Now, Ct);
        await run.RunAsync("explain --form contact --file -");
        Assert.Contains("Held: pause (0 points; from 10 on it is spam).", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_counted_or_sent()
    {
        var run = await OpenAsync(Sound);
        foreach (var door in new[] { run.Store.Limits.Door, run.Store.Messages.Door, run.Store.Refusals.Door, run.Store.Queue.Door })
            door.Shut();

        for (var i = 0; i < 20; i++)
            Assert.Equal(ExitCode.Ok, await run.RunAsync("explain --form contact --file -"));
    }

    [Theory]
    [InlineData("[]", "<stdin> is no submission. It must be a JSON object with the fields")]
    [InlineData("{", "<stdin> is no submission. It is not valid JSON (line 1,")]
    [InlineData("""{"fields":{},"header":{}}""", "It has no key 'header'; beside 'fields' it knows headers, client and url.")]
    [InlineData("""{"fields":{},"headers":[]}""", "'headers' must be an object of names and texts")]
    [InlineData("""{"fields":{},"headers":{"Origin":1}}""", "The header 'Origin' must be text.")]
    [InlineData("""{"fields":{},"client":"nobody"}""", "'client' must be an IP address, such as 192.0.2.1.")]
    [InlineData("""{"fields":{},"url":"//x"}""", "'url' must be the service's own address")]
    [InlineData("""{"fields":{},"url":"\ud800"}""", "'url' has an escape that is no character.")]
    public async Task A_file_that_is_no_submission_says_what_is_wrong(string file, string told)
    {
        var run = await OpenAsync(file);

        Assert.Equal(ExitCode.BadFile, await run.RunAsync("explain --form contact --file -"));

        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_form_that_is_not_there_and_a_file_that_is_not_there_say_so()
    {
        var run = await OpenAsync(Sound);

        Assert.Equal(ExitCode.Failed, await run.RunAsync("explain --form contakt --file -"));
        Assert.Contains("Did you mean contact?", run.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await run.RunAsync("explain --form Contact! --file -"));
        Assert.Equal(ExitCode.BadFile, await run.RunAsync("explain --form contact --file /no/such/file"));
    }

    [Fact]
    public void No_file_is_too_odd()
    {
        var form = FormName.Parse("contact");
        Gen.OneOf(HostileText.Any, HostileText.Any.Select(text => $$$"""{"fields":{"a":{{{JsonSerializer.Serialize(text)}}} },"headers":{"Referer":{{{JsonSerializer.Serialize(text)}}} }}""")).Sample(text =>
        {
            try
            {
                SubmissionFile.Read(form, System.Text.Encoding.UTF8.GetBytes(text), null);
            }
            catch (FormatException)
            {
                // Told to the operator.
            }
        });
    }

    [Fact]
    public async Task What_visitors_wrote_cannot_move_the_cursor()
    {
        var run = await OpenAsync("""{"name":"A","email":"ada@example.org","_subject":"\u001b[2J red"}""");

        await run.RunAsync("explain --form contact --file -");

        Assert.DoesNotContain('\u001b', run.Output);
    }

    private static async Task<SmailRun> OpenAsync(string file)
    {
        var run = await SmailRun.OpenAsync();
        run.Input = file;
        await run.Store.Forms.TryApplyAsync([SampleMail.Form() with { Version = 1, Fields = [new FieldRule("name", FieldType.Text, Required: true, 200)] }], Ct);
        return run;
    }
}
