using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Tests.Commands;

public class SendersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Shop@Example.COM", "Shop@example.com")]
    [InlineData("EXAMPLE.org", "example.org")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    public async Task A_sender_is_added_as_it_is_compared(string typed, string identity)
    {
        var run = new SmailRun();
        run.Store.Identities.Fresh = SenderStatus.Verified;

        Assert.Equal(ExitCode.Ok, await run.RunAsync("senders", "add", typed));

        Assert.Equal([new Sender(identity, SenderStatus.Verified, run.Now, "anna")], await run.Store.Senders.ListAsync(Ct));
        Assert.Equal([identity], run.Store.Identities.Known);
        Assert.Equal($"{identity} is on the allowlist: verified.\n", run.Output);
    }

    [Fact]
    public async Task What_waits_for_proof_says_what_to_do()
    {
        var run = new SmailRun();

        await run.RunAsync("senders add forms@example.com");

        Assert.Equal("forms@example.com is on the allowlist: pending.\nSES has sent a mail to forms@example.com: open its link, then run this again.\n", run.Output);
    }

    [Fact]
    public async Task Adding_again_looks_at_the_progress_and_keeps_who_added_it()
    {
        var run = new SmailRun();
        await run.RunAsync("senders add forms@example.com");
        run.Store.Identities.Set("forms@example.com", SenderStatus.Verified);
        run.Time.Advance(TimeSpan.FromDays(1));

        await run.RunAsync("senders add forms@example.com");

        Assert.Equal([new Sender("forms@example.com", SenderStatus.Verified, run.Now.AddDays(-1), "anna")], await run.Store.Senders.ListAsync(Ct));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a b@example.com")]
    public async Task What_is_no_sender_is_refused(string typed)
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Usage, await run.RunAsync("senders", "add", typed));

        Assert.Empty(await run.Store.Senders.ListAsync(Ct));
    }

    [Fact]
    public async Task The_list_is_a_table()
    {
        var run = await SmailRun.OpenAsync();
        await run.Store.Senders.PutAsync(new Sender("example.org", SenderStatus.Pending, run.Now, "anna"), Ct);

        await run.RunAsync("senders list");

        Assert.Equal(
            """
            SENDER             STATUS    ADDED                 BY
            example.org        pending   2026-11-24 12:00:00Z  anna
            forms@example.com  verified  2026-11-23 12:00:00Z  ben

            """,
            run.Output);
    }

    [Fact]
    public async Task A_removed_sender_is_gone_and_a_second_time_it_is_told()
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Ok, await run.RunAsync("senders remove forms@EXAMPLE.com"));
        Assert.Empty(await run.Store.Senders.ListAsync(Ct));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("senders remove forms@example.com"));
    }
}
