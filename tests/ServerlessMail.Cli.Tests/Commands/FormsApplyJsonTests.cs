using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Commands;

public class FormsApplyJsonTests
{
    private const string Contact = """
        forms:
          contact:
            to: [owner@example.com]
            from: Forms <forms@example.com>
            origins: ["https://www.example.com"]
            honeypot: company
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--yes", "true", 2, 2)]
    [InlineData("--dry-run", "false", 1, 1)]
    public async Task A_program_is_told_each_key_that_differs(string option, string applied, int told, int stored)
    {
        var run = await SmailRun.OpenAsync();
        run.Input = Contact;

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "apply", "-", "--json", option));

        Assert.Equal(
            $$"""
            {
              "applied": {{applied}},
              "changes": [
                {
                  "form": "contact",
                  "version": {{told}},
                  "isNew": false,
                  "keys": [
                    {
                      "key": "origins",
                      "before": "[\u0022https://www.example.com\u0022, self]",
                      "after": "[\u0022https://www.example.com\u0022]"
                    },
                    {
                      "key": "honeypot",
                      "before": null,
                      "after": "company"
                    }
                  ]
                }
              ],
              "warnings": []
            }

            """,
            run.Output);
        Assert.Empty(run.Errors);
        Assert.Equal(stored, Assert.Single(await run.Store.Forms.ListAsync(Ct)).Version);
    }

    [Fact]
    public async Task A_program_is_told_every_fault_with_its_place_and_nothing_changes()
    {
        var run = await SmailRun.OpenAsync();
        run.Input = "forms:\n  contact:\n    to: [nobody]\n    from: x\n    origins: [self]\n";

        Assert.Equal(ExitCode.BadFile, await run.RunAsync("forms apply - --json --yes"));

        Assert.Equal(
            """
            {
              "error": {
                "code": "bad-file",
                "message": "The file has 2 faults; nothing was changed.",
                "advice": [],
                "faults": [
                  {
                    "file": "\u003Cstdin\u003E",
                    "line": 3,
                    "column": 10,
                    "message": "\u0027nobody\u0027 is not a mail address."
                  },
                  {
                    "file": "\u003Cstdin\u003E",
                    "line": 4,
                    "column": 11,
                    "message": "\u0027x\u0027 is neither a mail address nor \u0027Name \u003Caddress\u003E\u0027."
                  }
                ]
              }
            }

            """,
            run.Errors);
        Assert.Empty(run.Output);
        Assert.Equal(1, Assert.Single(await run.Store.Forms.ListAsync(Ct)).Version);
    }

    [Theory]
    [InlineData(SenderStatus.Pending, "forms@example.com is on the allowlist but not verified")]
    [InlineData(SenderStatus.Failed, "forms@example.com is on the allowlist but not verified")]
    [InlineData(null, "forms@example.com is not on the allowlist")]
    public async Task A_warning_stands_in_the_answer_so_that_the_error_stream_stays_for_failures(SenderStatus? status, string what)
    {
        var run = new SmailRun { Input = Contact };
        if (status is { } known)
            await run.Store.Senders.PutAsync(SampleMail.Sender(status: known), Ct);

        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms apply - --json --yes"));

        Assert.Empty(run.Errors);
        Assert.Contains(
            $$"""
              "warnings": [
                {
                  "form": "contact",
                  "file": "\u003Cstdin\u003E",
                  "line": 4,
                  "column": 11,
                  "message": "{{what}}: form contact refuses all posts until \u0027smail senders add forms@example.com\u0027."
                }
              ]
            """,
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_never_asked()
    {
        var run = new SmailRun { Input = Contact, Answer = "y" };

        Assert.Equal(ExitCode.Usage, await run.RunAsync("forms apply - --json"));

        Assert.Empty(run.Output);
        Assert.Empty(await run.Store.Forms.ListAsync(Ct));
    }

    [Fact]
    public async Task Two_forms_are_applied_both_or_neither()
    {
        var run = await SmailRun.OpenAsync();
        run.Input = Contact + "\n  second:\n    to: [owner@example.com]\n    from: forms@example.com\n    origins: [self]\n";
        run.Store.Forms.Door.Meanwhile("TryApplyAsync", () => run.Store.Forms.TryApplyAsync([SampleMail.Form("second")], Ct));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("forms apply - --json --yes"));

        Assert.Null(Assert.Single(await run.Store.Forms.ListAsync(Ct), form => form.Name.Value == "contact").Honeypot);
    }
}
