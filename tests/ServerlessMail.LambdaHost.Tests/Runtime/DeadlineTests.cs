using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.LambdaHost.Runtime;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

public class DeadlineTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_is_cancelled_a_moment_before_Lambda_ends_it()
    {
        var time = new FakeTimeProvider(Start);
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}", DeadlineIn(TimeSpan.FromSeconds(10)));
        var begun = new Gate();
        var early = true;

        var run = Loop.RunAsync(api, async (_, _, _, ct) =>
        {
            var waiting = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            begun.Open();
            await waiting;
        }, time);
        await begun.PassAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(10) - Deadline.Margin - TimeSpan.FromMilliseconds(1));
        early = api.Calls.Count > 1;
        time.Advance(TimeSpan.FromMilliseconds(1));
        await run;

        Assert.False(early);
        Assert.InRange(Deadline.Margin, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1));
        Assert.Contains("OperationCanceledException", api.Call("invocation/one/error").Text.Replace("TaskCanceled", "OperationCanceled", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_does_not_listen_still_answers_once_it_is_done()
    {
        var time = new FakeTimeProvider(Start);
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}", DeadlineIn(TimeSpan.FromSeconds(1)));

        await Loop.RunAsync(api, (_, context, _, ct) =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.True(ct.IsCancellationRequested);
            Assert.Equal(TimeSpan.FromSeconds(-4), context.RemainingTime);
            return Task.CompletedTask;
        }, time);

        Assert.Single(api.Order, "invocation/one/response");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("-92233720368547758089999")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("1e3")]
    [InlineData("1772366400000.5")]
    [InlineData("1772366399999")]
    public async Task A_deadline_that_is_over_or_no_moment_cancels_at_once_and_the_event_is_answered(string deadline)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}", "Lambda-Runtime-Deadline-Ms: " + deadline);
        bool? cancelled = null;

        await Loop.RunAsync(api, (_, context, _, ct) =>
        {
            cancelled = ct.IsCancellationRequested;
            Assert.True(context.RemainingTime < TimeSpan.Zero);
            return Task.CompletedTask;
        }, new FakeTimeProvider(Start));

        Assert.True(cancelled);
        Assert.Single(api.Order, "invocation/one/response");
    }

    [Fact]
    public async Task Without_a_deadline_the_event_is_cancelled_at_once_and_answered()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Of("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: one\r\nContent-Length: 2\r\n\r\n{}"));
        bool? cancelled = null;

        await Loop.RunAsync(api, (_, _, _, ct) =>
        {
            cancelled = ct.IsCancellationRequested;
            return Task.CompletedTask;
        });

        Assert.True(cancelled);
        Assert.Single(api.Order, "invocation/one/response");
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("253402300799999")]
    [InlineData("253402300800000")]
    public async Task A_deadline_at_the_end_of_time_is_one(string deadline)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}", "Lambda-Runtime-Deadline-Ms: " + deadline);

        await Loop.RunAsync(api, (_, context, _, ct) =>
        {
            Assert.False(ct.IsCancellationRequested);
            Assert.True(context.RemainingTime > TimeSpan.FromDays(1));
            return Task.CompletedTask;
        }, new FakeTimeProvider(Start));

        Assert.Single(api.Order, "invocation/one/response");
    }

    [Fact]
    public void A_timer_that_fires_as_the_work_ends_harms_nothing()
    {
        var time = new CapturedTime();
        var work = new CancellationTokenSource();
        using (new Deadline(work, TimeSpan.FromSeconds(1), time))
            work.Dispose();

        time.Fire();

        Assert.False(work.IsCancellationRequested);
    }

    [Fact]
    public void What_is_thrown_by_whoever_is_told_of_the_deadline_does_not_end_the_process()
    {
        var time = new CapturedTime();
        using var work = new CancellationTokenSource();
        using var registration = work.Token.Register(() => throw new InvalidOperationException());
        using var deadline = new Deadline(work, TimeSpan.FromSeconds(1), time);

        time.Fire();

        Assert.True(work.IsCancellationRequested);
    }

    private static string DeadlineIn(TimeSpan span) =>
        "Lambda-Runtime-Deadline-Ms: " + (Start + span).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A clock whose one timer fires when it is told, even when it was disposed.</summary>
    private sealed class CapturedTime : TimeProvider
    {
        private Action? _fire;

        public void Fire() => _fire?.Invoke();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return base.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
