using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.Commands;

public class HeldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_for_an_operator_is_listed_with_why()
    {
        var run = await SmailRun.OpenAsync();
        var spam = await run.AddAsync(message => message.HoldFor(HoldReason.Spam, run.Now, remark: "honeypot"));
        var doubt = await run.AddAsync(message => Doubtful(message, run.Now));
        await run.AddAsync(message => message.StopBy(SendScope.All, run.Now));

        await run.RunAsync("held list");

        Assert.Equal(
            $"""
            MESSAGE                     HELD             SINCE                 WHY              MAY HAVE ARRIVED
            {doubt.Id}  held (operator)  2026-11-24 12:00:00Z  feedback-silent  yes
            {spam.Id}  held (spam)      2026-11-24 12:00:00Z  honeypot         no

            """,
            run.Output);
    }

    [Fact]
    public async Task A_released_message_goes_to_its_queue()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.HoldFor(HoldReason.Spam, run.Now));

        Assert.Equal(ExitCode.Ok, await run.RunAsync("held", "release", message.Id.ToString()));

        Assert.Equal(MessageStatus.Queued, (await run.Store.Messages.FindAsync(message.Id, Ct))?.Message.Status);
        Assert.Equal(1, run.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task A_dropped_message_never_leaves()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.HoldFor(HoldReason.Spam, run.Now));

        Assert.Equal(ExitCode.Ok, await run.RunAsync("held", "drop", message.Id.ToString()));

        Assert.Equal(MessageStatus.Cancelled, (await run.Store.Messages.FindAsync(message.Id, Ct))?.Message.Status);
    }

    [Fact]
    public async Task What_may_have_arrived_is_released_only_by_who_says_even_twice()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => Doubtful(known, run.Now));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("held", "release", message.Id.ToString()));
        Assert.Contains("--even-twice", run.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await run.RunAsync("held", "release", message.Id.ToString(), "--even-twice"));

        Assert.Equal(TrailKind.Resent, (await run.Store.Messages.FindAsync(message.Id, Ct))?.Message.Trail[^1].Kind);
    }

    [Fact]
    public async Task What_waits_for_a_resume_says_so()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.StopBy(SendScope.All, run.Now));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("held", "release", message.Id.ToString()));

        Assert.Contains("'smail resume'", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public async Task A_list_that_is_cut_says_so(int count, bool isCut)
    {
        var run = await SmailRun.OpenAsync();
        for (var i = 0; i < count; i++)
            await run.AddAsync(message => message.HoldFor(HoldReason.Spam, run.Now));

        await run.RunAsync("held list");

        Assert.Equal(101 + (isCut ? 1 : 0), run.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(isCut, run.Output.Contains("There are more than 100 of one kind", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("release")]
    [InlineData("drop")]
    public async Task What_is_not_held_is_told_as_it_stands(string decision)
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.Fail(run.Now, "rejected"));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("held", decision, message.Id.ToString()));

        Assert.Equal($"smail: Message {message.Id} is not held: it is failed.\n", run.Errors);
    }

    [Fact]
    public async Task What_goes_on_by_itself_says_so()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.HoldFor(HoldReason.Quota, run.Now, run.Now.AddHours(1)));

        Assert.Equal(ExitCode.Failed, await run.RunAsync("held", "release", message.Id.ToString()));

        Assert.Equal($"smail: Message {message.Id} is held for quota and goes on by itself.\n", run.Errors);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_written_is_none()
    {
        var run = await SmailRun.OpenAsync();
        var message = await run.AddAsync(known => known.HoldFor(HoldReason.Spam, run.Now));
        run.Store.Messages.Door.Before = operation => operation == "TrySaveAsync" ? new IOException("Away.") : null;

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("held", "drop", message.Id.ToString()));

        Assert.Equal(message.Seq, Assert.Single(run.Store.Messages.All).Seq);
    }

    private static Message Doubtful(Message message, DateTimeOffset now) => message
        .Claim(now, now.AddMinutes(1)).DoubtSend(now, now.AddMinutes(10), "timeout").HoldFor(HoldReason.Operator, now, remark: "feedback-silent");
}
