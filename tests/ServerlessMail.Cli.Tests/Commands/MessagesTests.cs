using System.Text.Json;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

public class MessagesTests
{
    [Fact]
    public async Task A_days_messages_are_listed()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.HoldFor(HoldReason.Spam, run.Now, remark: "honeypot"));

        await run.RunAsync("messages list");

        Assert.Equal(
            $"""
            MESSAGE                     ACCEPTED              FROM          STATUS
            {message.Id}  2026-11-24 12:00:00Z  form:contact  held (spam)

            """,
            run.Output);
    }

    [Fact]
    public async Task Another_day_is_asked_for_by_its_date()
    {
        var run = await SmailRun.OpenAsync();
        await run.AddAsync();

        await run.RunAsync("messages list --day 2026-11-23");

        Assert.Equal("No messages on 2026-11-23 (UTC).\n", run.Output);
    }

    [Theory]
    [InlineData("messages list --day 24.11.2026")]
    [InlineData("messages list --day 9999-12-31")]
    [InlineData("messages list --limit 0")]
    [InlineData("messages list --limit 1001")]
    [InlineData("messages list --limit many")]
    [InlineData("serve --port 65536")]
    [InlineData("serve --port x")]
    [InlineData("messages show")]
    [InlineData("messages show nonsense")]
    [InlineData("messages frobnicate")]
    [InlineData("--frobnicate")]
    [InlineData("status --target mars")]
    public async Task A_wrong_command_line_has_the_exit_code_of_usage(string line)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

        Assert.StartsWith("smail: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_trail_is_told_event_by_event()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known
            .Claim(run.Now.AddSeconds(1), run.Now.AddMinutes(1))
            .Retry(run.Now.AddSeconds(2), run.Now.AddSeconds(3), "throttled")
            .Claim(run.Now.AddSeconds(3), run.Now.AddMinutes(1))
            .Sent(run.Now.AddSeconds(4), "0100-ses"));

        await run.RunAsync("messages", "show", message.Id.ToString());

        Assert.Equal(
            $"""
            Message    {message.Id}
            Status     sent
            From       form:contact, lane normal, 1 recipient
            Content    kept
            SES id     0100-ses

            #  WHEN                      WHAT      ATTEMPT  WHY
            1  2026-11-24 12:00:00.000Z  accepted
            2  2026-11-24 12:00:01.000Z  claimed   1
            3  2026-11-24 12:00:02.000Z  retrying  1        throttled
            4  2026-11-24 12:00:03.000Z  claimed   2
            5  2026-11-24 12:00:04.000Z  sent      2

            """,
            run.Output);
    }

    [Fact]
    public async Task Programs_read_the_trail_as_json()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.StopBy(SendScope.All, run.Now));

        await run.RunAsync("messages", "show", message.Id.ToString(), "--json");

        var shown = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("held", shown.GetProperty("status").GetString());
        Assert.Equal("pause", shown.GetProperty("hold").GetString());
        Assert.Equal(["accepted", "held"], shown.GetProperty("trail").EnumerateArray().Select(known => known.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task An_unknown_message_is_told_as_json_to_who_wants_json()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Failed, await run.RunAsync("messages show 01M86GR8JPVXRYZVX7ZHJA31BT --json"));

        Assert.Empty(run.Output);
        Assert.Equal("failed", JsonDocument.Parse(run.Errors).RootElement.GetProperty("error").GetProperty("code").GetString());
    }
}
