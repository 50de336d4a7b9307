namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>What <c>pause</c> and <c>resume</c> write with <c>--json</c>, byte for byte.</summary>
public class SwitchJsonTests
{
    [Fact]
    public async Task Pause() => Assert.Equal(
        """
        {
          "open": false,
          "paused": true,
          "reason": "x",
          "changedBy": "anna",
          "changedAt": "2026-11-24T12:00:00+00:00",
          "fault": null,
          "stopped": [],
          "draining": [],
          "scope": "all",
          "warnings": []
        }

        """,
        await WrittenAsync(await SmailRun.OpenAsync(), "pause --reason x"));

    [Fact]
    public async Task Pause_of_a_form_that_nobody_knows() => Assert.Equal(
        """
        {
          "open": true,
          "paused": false,
          "reason": "x",
          "changedBy": "anna",
          "changedAt": "2026-11-24T12:00:00+00:00",
          "fault": null,
          "stopped": [
            "form:contcat"
          ],
          "draining": [],
          "scope": "form:contcat",
          "warnings": [
            "There is no such form, so form:contcat may stop nothing. Did you mean form:contact? \u0027smail forms list\u0027 shows what there is; \u0027smail resume --scope form:contcat\u0027 takes this back."
          ]
        }

        """,
        await WrittenAsync(await SmailRun.OpenAsync(), "pause --reason x --scope form:contcat"));

    [Fact]
    public async Task Resume() => Assert.Equal(
        """
        {
          "open": true,
          "paused": false,
          "reason": null,
          "changedBy": "anna",
          "changedAt": "2026-11-24T12:00:00+00:00",
          "fault": null,
          "stopped": [],
          "draining": [],
          "scope": "all",
          "held": 0,
          "drained": true,
          "backlog": 0
        }

        """,
        await WrittenAsync(await SmailRun.OpenAsync(), "resume"));

    [Fact]
    public async Task Resume_of_a_scope()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x --scope lane:bulk");
        await run.RunAsync("pause --reason x --scope form:contact");
        await run.HoldAsync(2, "form:contact");
        await run.AddAsync(message => message.Backlog(run.Now));

        Assert.Equal(
            """
            {
              "open": true,
              "paused": false,
              "reason": "x",
              "changedBy": "anna",
              "changedAt": "2026-11-24T12:00:00+00:00",
              "fault": null,
              "stopped": [
                "lane:bulk"
              ],
              "draining": [
                "form:contact"
              ],
              "scope": "form:contact",
              "held": 2,
              "drained": false,
              "backlog": 1
            }

            """,
            await WrittenAsync(run, "resume --scope form:contact"));
    }

    [Fact]
    public async Task A_wait_that_ends_too_early_tells_both_what_was_done_and_what_was_not()
    {
        var run = await SmailRun.OpenAsync();
        await run.RunAsync("pause --reason x");
        await run.HoldAsync(2);

        Assert.Equal(ExitCode.NotDrained, await run.RunWhileAsync("resume --timeout 5s --json", () => Task.CompletedTask));

        Assert.EndsWith("  \"held\": 2,\n  \"drained\": false,\n  \"backlog\": null\n}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            """
            {
              "error": {
                "code": "not-drained",
                "message": "2 still held after 5 s.",
                "advice": [
                  "It stays resumed. \u0027smail status\u0027 tells how much is left."
                ]
              }
            }

            """,
            run.Errors);
    }

    private static async Task<string> WrittenAsync(SmailRun run, string line)
    {
        Assert.Equal(ExitCode.Ok, await run.RunAsync($"{line} --json"));
        Assert.Empty(run.Errors);
        return run.Output;
    }
}
