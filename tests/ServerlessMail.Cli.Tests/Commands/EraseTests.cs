using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

public class EraseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_asks_first_and_a_no_erases_nothing()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync();
        run.Answer = "n";

        Assert.Equal(ExitCode.Failed, await run.RunAsync($"erase {message.Id} --reason asked"));

        Assert.Contains("Erase what this message says? It cannot be brought back. [y/N]", run.Output, StringComparison.Ordinal);
        Assert.NotNull((await run.Messages.FindAsync(message.Id, Ct))?.Draft);
        Assert.Empty(run.Store.Operators.All);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_it_needs_yes()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync($"erase {message.Id} --reason asked"));

        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_erases_and_the_message_says_so()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync();
        run.Answer = "y";

        Assert.Equal(ExitCode.Ok, await run.RunAsync($"erase {message.Id} --reason asked"));

        Assert.EndsWith($"{message.Id} is erased, and cancelled: it had not left.\n", run.Output, StringComparison.Ordinal);
        await run.RunAsync($"messages show {message.Id}");
        Assert.Contains("Content    erased\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await run.RunAsync("audit verify"));
    }

    [Fact]
    public async Task A_reason_is_needed()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync("erase 01JD0000000000000000000000 --yes"));

        Assert.Contains("--reason", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_id_that_is_none_erases_nothing()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync($"erase {message.Id} nonsense --reason asked --yes"));

        Assert.NotNull((await run.Messages.FindAsync(message.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task What_cannot_be_erased_yet_is_told_beside_what_was()
    {
        var run = await SmailRun.OpenAsync();
        var sending = await run.AddAsync(m => m.Claim(run.Now, run.Now.AddMinutes(1)));
        var sent = await run.AddAsync(m => m.Claim(run.Now, run.Now.AddMinutes(1)).Sent(run.Now, "0100-ses"));

        Assert.Equal(ExitCode.Failed, await run.RunAsync($"erase {sending.Id} {sent.Id} 01JD0000000000000000000000 --reason asked --yes --json"));

        Assert.Equal(
            $$"""
            [
              {
                "id": "{{sending.Id}}",
                "outcome": "not-yet",
                "cancelled": false
              },
              {
                "id": "{{sent.Id}}",
                "outcome": "erased",
                "cancelled": false
              },
              {
                "id": "01JD0000000000000000000000",
                "outcome": "unknown",
                "cancelled": false
              }
            ]

            """,
            run.Output);
        Assert.Equal(MessageStatus.Sending, (await run.Messages.FindAsync(sending.Id, Ct))?.Message.Status);
    }
}
