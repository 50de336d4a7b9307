using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>What <c>--json</c> writes, byte for byte: scripts rest on it, so members are added and never renamed.</summary>
public class AnswerJsonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Control.PauseAsync(SendScope.All, "many complaints", "ben", run.Now.AddHours(-1), Ct);
        await run.AddAsync(message => message.HoldFor(HoldReason.Spam, run.Now));
        await run.Store.Refusals.RecordAsync("contact", "rate-limited", run.Now, "s", Ct);
        await run.Store.Refusals.RecordAsync(IRefusalStore.Nobody, "unknown-form", run.Now, "s", Ct);
        run.Store.DeadLetters.Unknown.Add(ServiceQueue.Feedback);

        Assert.Equal(
            """
            {
              "control": {
                "open": false,
                "paused": true,
                "reason": "many complaints",
                "changedBy": "ben",
                "changedAt": "2026-11-24T11:00:00+00:00",
                "fault": null,
                "stopped": [],
                "draining": []
              },
              "account": null,
              "forms": 1,
              "sendersVerified": 1,
              "sendersNotVerified": 0,
              "due": 0,
              "held": {
                "pause": 0,
                "pace": 0,
                "spam": 1,
                "operator": 0
              },
              "heldByScope": {
                "all": 0
              },
              "refusedToday": [
                {
                  "form": "contact",
                  "reason": "rate-limited",
                  "count": 1
                },
                {
                  "form": "-",
                  "reason": "unknown-form",
                  "count": 1
                }
              ],
              "deadLetters": {
                "urgent": 0,
                "normal": 0,
                "bulk": 0,
                "feedback": null
              }
            }

            """,
            await WrittenAsync(run, "status"));
    }

    [Fact]
    public async Task Redrive_that_only_looks()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "01M86GR8JPVXRYZVX7ZHJA31BT");
        run.Store.DeadLetters.Bury(ServiceQueue.Feedback, "\u001b[2J nobody knows what this could have been");
        run.Store.DeadLetters.Unknown.Add(ServiceQueue.Urgent);

        Assert.Equal(
            """
            {
              "dryRun": true,
              "queues": [
                {
                  "queue": "urgent",
                  "deadLetters": null,
                  "returned": 0
                },
                {
                  "queue": "normal",
                  "deadLetters": 1,
                  "returned": 0
                },
                {
                  "queue": "bulk",
                  "deadLetters": 0,
                  "returned": 0
                },
                {
                  "queue": "feedback",
                  "deadLetters": 1,
                  "returned": 0
                }
              ],
              "letters": [
                {
                  "queue": "normal",
                  "id": "1",
                  "queuedAt": "2026-11-24T12:00:00+00:00",
                  "message": "01M86GR8JPVXRYZVX7ZHJA31BT",
                  "fault": null,
                  "text": null
                },
                {
                  "queue": "feedback",
                  "id": "2",
                  "queuedAt": "2026-11-24T12:00:00+00:00",
                  "message": null,
                  "fault": "malformed",
                  "text": "\\u001B[2J nobody knows what this could have b\u2026"
                }
              ]
            }

            """,
            await WrittenAsync(run, "redrive"));
    }

    [Fact]
    public async Task Redrive_of_all()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Bulk, "01M86GR8JPVXRYZVX7ZHJA31BT");

        Assert.Equal(
            """
            {
              "dryRun": false,
              "queues": [
                {
                  "queue": "bulk",
                  "deadLetters": 1,
                  "returned": 1
                }
              ],
              "letters": []
            }

            """,
            await WrittenAsync(run, "redrive --queue bulk --all"));
    }

    [Fact]
    public async Task Status_with_a_fault_of_the_control_item()
    {
        var run = new SmailRun();
        run.Store.Control.Malform("The attribute paused of the control item is missing or not a BOOL.");

        Assert.StartsWith(
            """
            {
              "control": {
                "open": false,
                "paused": true,
                "reason": null,
                "changedBy": null,
                "changedAt": null,
                "fault": "The attribute paused of the control item is missing or not a BOOL.",
                "stopped": [],
                "draining": []
              },
            """,
            await WrittenAsync(run, "status"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Senders()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(
            """
            {
              "identity": "example.org",
              "status": "pending",
              "addedAt": "2026-11-24T12:00:00+00:00",
              "addedBy": "anna"
            }

            """,
            await WrittenAsync(run, "senders add example.org"));
        Assert.Equal("{\n  \"removed\": \"example.org\"\n}\n", await WrittenAsync(run, "senders remove example.org"));
        Assert.Equal(
            """
            [
              {
                "identity": "forms@example.com",
                "status": "verified",
                "addedAt": "2026-11-23T12:00:00+00:00",
                "addedBy": "ben"
              }
            ]

            """,
            await WrittenAsync(run, "senders list"));
    }

    [Fact]
    public async Task Forms()
    {
        var run = await SmailRun.OpenAsync();
        const string contact = """
            {
              "name": "contact",
              "version": 1,
              "appliedBy": null,
              "appliedAt": null,
              "keys": {
                "to": "[owner@example.com]",
                "from": "\u0022Forms \u003Cforms@example.com\u003E\u0022",
                "origins": "[\u0022https://www.example.com\u0022, self]",
                "limits": "{ per-client: 10/min, per-form: off }",
                "retention": "90d",
                "when-paused": "accept"
              }
            }
            """;

        Assert.Equal(contact + "\n", await WrittenAsync(run, "forms show contact"));
        Assert.Equal($"[\n  {contact.ReplaceLineEndings("\n  ")}\n]\n", await WrittenAsync(run, "forms list"));
    }

    [Fact]
    public async Task Messages()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.Claim(run.Now, run.Now.AddMinutes(1)).Sent(run.Now.AddMilliseconds(250), "0100-ses"));
        var shown = $$"""
            {
              "id": "{{message.Id}}",
              "status": "sent",
              "hold": null,
              "lane": "normal",
              "source": "form:contact",
              "recipients": 1,
              "createdAt": "2026-11-24T12:00:00+00:00",
              "attempt": 1,
              "sesMessageId": "0100-ses",
              "events": 3,
              "trail": [
                {
                  "seq": 1,
                  "at": "2026-11-24T12:00:00+00:00",
                  "event": "accepted",
                  "attempt": 0,
                  "reason": null
                },
                {
                  "seq": 2,
                  "at": "2026-11-24T12:00:00+00:00",
                  "event": "claimed",
                  "attempt": 1,
                  "reason": null
                },
                {
                  "seq": 3,
                  "at": "2026-11-24T12:00:00.25+00:00",
                  "event": "sent",
                  "attempt": 1,
                  "reason": null
                }
              ]
            }
            """;

        Assert.Equal(shown + "\n", await WrittenAsync(run, $"messages show {message.Id}"));
        Assert.Equal($"[\n  {shown.ReplaceLineEndings("\n  ")}\n]\n", await WrittenAsync(run, "messages list"));
    }

    [Fact]
    public async Task Held()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.HoldFor(HoldReason.Spam, run.Now.AddSeconds(2), remark: "honeypot"));

        Assert.Equal(
            $$"""
            [
              {
                "id": "{{message.Id}}",
                "hold": "spam",
                "since": "2026-11-24T12:00:02+00:00",
                "reason": "honeypot",
                "mayHaveArrived": false
              }
            ]

            """,
            await WrittenAsync(run, "held list"));
        Assert.Equal($$"""{"id":"{{message.Id}}","decision":"released"}""", OneLine(await WrittenAsync(run, $"held release {message.Id}")));
        var other = await run.AddAsync(known => known.StopBy(SendScope.All, run.Now));
        Assert.Equal($$"""{"id":"{{other.Id}}","decision":"dropped"}""", OneLine(await WrittenAsync(run, $"held drop {other.Id}")));
    }

    [Theory]
    [InlineData("senders list")]
    [InlineData("forms list")]
    [InlineData("messages list")]
    [InlineData("held list")]
    public async Task An_empty_list_is_an_empty_array(string line) => Assert.Equal("[]\n", await WrittenAsync(new SmailRun(), line));

    private static async Task<string> WrittenAsync(SmailRun run, string line)
    {
        Assert.Equal(ExitCode.Ok, await run.RunAsync($"{line} --json"));
        Assert.Empty(run.Errors);
        return run.Output;
    }

    private static string OneLine(string json) => json.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
