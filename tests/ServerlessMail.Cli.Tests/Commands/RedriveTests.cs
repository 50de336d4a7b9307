using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Commands;

public class RedriveTests
{
    private const string SomeId = "01M86GR8JPVXRYZVX7ZHJA31BT";

    [Fact]
    public async Task Without_dead_letters_it_says_so()
    {
        var run = await SmailRun.OpenAsync();

        foreach (var line in (string[])["redrive", "redrive --all", "redrive --dry-run", "redrive --queue bulk"])
        {
            Assert.Equal(ExitCode.Ok, await run.RunAsync(line));
            Assert.Equal("There are no dead letters.\n", run.Output);
        }
    }

    [Fact]
    public async Task It_shows_what_there_is_and_returns_nothing_by_itself()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, SomeId);
        run.Store.DeadLetters.Bury(ServiceQueue.Bulk, "\u001b[2Jwhat somebody else had put into it, and long");
        run.Store.DeadLetters.Bury(ServiceQueue.Feedback, SampleFeedback.Record(FeedbackKind.Bounce, MessageId.Parse(SomeId), run.Now));

        Assert.Equal(ExitCode.Ok, await run.RunAsync("redrive"));

        Assert.Equal(
            $"""
            QUEUE     ID  QUEUED                WHAT
            normal    1   2026-11-24 12:00:00Z  message {SomeId}
            bulk      2   2026-11-24 12:00:00Z  no-message-id: \u001B[2Jwhat somebody else had put into it, …
            feedback  3   2026-11-24 12:00:00Z  message {SomeId}
            --all returns them to their queues, --id ID one of them.

            """,
            run.Output);
        Assert.Equal(1, run.Store.DeadLetters.Count(ServiceQueue.Normal));
    }

    [Fact]
    public async Task One_goes_back_alone()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Urgent, "x");
        var letter = run.Store.DeadLetters.Bury(ServiceQueue.Normal, "y");

        Assert.Equal(ExitCode.Ok, await run.RunAsync("redrive", "--id", letter.Id));

        Assert.Equal($"{letter.Id} is back in the normal queue.\n", run.Output);
        Assert.Equal((1, 0, 1), (run.Store.DeadLetters.Count(ServiceQueue.Urgent), run.Store.DeadLetters.Count(ServiceQueue.Normal), run.Store.Queue.Count(Lane.Normal)));
    }

    [Fact]
    public async Task All_go_back_and_a_queue_that_is_named_goes_alone()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Urgent, "x");
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "y");
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "z");

        await run.RunAsync("redrive --queue urgent --all");
        Assert.Equal("1 is back in the urgent queue.\n", run.Output);
        await run.RunAsync("redrive --all");
        Assert.Equal("2 are back in the normal queue.\n", run.Output);

        Assert.Equal((1, 2), (run.Store.Queue.Count(Lane.Urgent), run.Store.Queue.Count(Lane.Normal)));
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("--id 1")]
    public async Task A_dry_run_returns_nothing(string what)
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "x");

        Assert.Equal(ExitCode.Ok, await run.RunAsync($"redrive {what} --dry-run"));

        Assert.Contains("would return to the", run.Output.Replace("their queues", "the queues", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((1, 0), (run.Store.DeadLetters.Count(ServiceQueue.Normal), run.Store.Queue.Count(Lane.Normal)));
    }

    [Theory]
    [InlineData("redrive --id 7")]
    [InlineData("redrive --id 7 --dry-run")]
    [InlineData("redrive --queue bulk --id 1")]
    public async Task One_that_is_not_there_is_told(string line)
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Bury(ServiceQueue.Normal, "x");

        Assert.Equal(ExitCode.Failed, await run.RunAsync(line));

        Assert.Contains("There is no dead letter", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redrive --all --id 1")]
    [InlineData("redrive --queue express")]
    [InlineData("redrive --id")]
    public async Task A_wrong_line_is_refused(string line)
    {
        var run = await SmailRun.OpenAsync();

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));
    }

    [Fact]
    public async Task Queues_that_are_not_known_here_are_told_with_what_to_set()
    {
        var run = await SmailRun.OpenAsync();
        run.Store.DeadLetters.Unknown.Add(ServiceQueue.Feedback);

        Assert.Equal(ExitCode.Failed, await run.RunAsync("redrive --queue feedback --all"));

        Assert.Contains("SMAIL_QUEUE_URGENT", run.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await run.RunAsync("redrive --all"));
    }

    [Theory]
    [InlineData(true, "", "\rnormal: 10 of 25 returned\rnormal: 20 of 25 returned\rnormal: 25 of 25 returned\r                         \r")]
    [InlineData(true, " --json", "")]
    [InlineData(false, "", "")]
    public async Task Progress_is_shown_to_who_watches_and_then_gone(bool isWatched, string options, string expected)
    {
        var run = await SmailRun.OpenAsync();
        run.IsWatched = isWatched;
        for (var i = 0; i < 25; i++)
            run.Store.DeadLetters.Bury(ServiceQueue.Normal, "x");

        await run.RunAsync($"redrive --all{options}");

        Assert.Equal(expected, run.Errors);
    }

    [Fact]
    public async Task A_list_that_is_cut_says_so()
    {
        var run = await SmailRun.OpenAsync();
        for (var i = 0; i < 101; i++)
            run.Store.DeadLetters.Bury(ServiceQueue.Normal, "x");

        await run.RunAsync("redrive");

        Assert.Contains("There are more than 100 of one queue.", run.Output, StringComparison.Ordinal);
    }
}
