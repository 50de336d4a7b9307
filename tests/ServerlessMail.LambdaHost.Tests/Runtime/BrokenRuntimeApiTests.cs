using ServerlessMail.LambdaHost.Runtime;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

public class BrokenRuntimeApiTests
{
    private readonly HastyTime _time = new();
    private int _handled;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_is_lost_at_next_is_made_again_and_no_event_is_lost()
    {
        await using var api = new FakeRuntimeApi { TurnsAway = 2 };
        api.Gives(ApiReply.Drop).Gives("one", "{}").Gives(ApiReply.Drop).Gives(ApiReply.Drop).Gives("two", "{}");

        await RunAsync(api);

        Assert.Equal(2, _handled);
        Assert.Single(api.Order, "invocation/one/response");
        Assert.Single(api.Order, "invocation/two/response");
    }

    [Fact]
    public async Task An_event_that_was_cut_off_anywhere_is_asked_for_again()
    {
        var whole = ApiReply.Event("one", """{"hello":"world"}""");
        for (var length = 0; length < whole.Bytes.Length; length += 7)
        {
            await using var api = new FakeRuntimeApi();
            api.Gives(whole.CutTo(length)).Gives(whole);
            _handled = 0;

            await RunAsync(api);

            Assert.Equal(1, _handled);
            Assert.Equal("""{"hello":"world"}""", api.Call("invocation/one/response").Text);
        }
    }

    [Fact]
    public async Task A_chunked_event_that_was_cut_off_is_asked_for_again()
    {
        var whole = ApiReply.ChunkedEvent("one", "0123456789"u8.ToArray(), 3);
        await using var api = new FakeRuntimeApi();
        api.Gives(whole.CutTo(whole.Bytes.Length - 3)).Gives(whole.CutTo(whole.Bytes.Length - 12)).Gives(whole);

        await RunAsync(api);

        Assert.Equal("0123456789", api.Call("invocation/one/response").Text);
        Assert.Equal(1, _handled);
    }

    [Fact]
    public async Task A_Runtime_API_that_takes_an_answer_and_hangs_up_is_told_again_and_the_handler_not_asked_again()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Takes(ApiReply.Drop).Takes(ApiReply.Drop).Gives("two", "{}");

        await RunAsync(api);

        Assert.Equal(2, _handled);
        Assert.Equal(3, api.Order.Count(what => what == "invocation/one/response"));
        Assert.DoesNotContain("invocation/one/error", api.Order);
    }

    [Fact]
    public async Task A_report_that_was_not_heard_is_told_again()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Takes(ApiReply.Drop).Takes(ApiReply.Taken.CutTo(9));

        await Loop.RunAsync(api, (_, _, _, _) => throw new FormatException(), _time);

        Assert.Equal(3, api.Order.Count(what => what == "invocation/one/error"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task An_answer_that_is_turned_away_came_too_late_and_the_loop_goes_on(int status)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Takes(ApiReply.Status(status, """{"errorType":"InvalidRequestID"}""")).Gives("two", "{}");

        await RunAsync(api);

        Assert.Equal(["invocation/next", "invocation/one/response", "invocation/next", "invocation/two/response", "invocation/next"], api.Order);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_for_the_Runtime_API_is_told_as_an_error()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Takes(ApiReply.Status(413)).Gives("two", "{}");

        await RunAsync(api);

        Assert.Equal(["invocation/next", "invocation/one/response", "invocation/one/error", "invocation/next", "invocation/two/response", "invocation/next"], api.Order);
        Assert.Equal("ServerlessMail.AnswerTooLarge", api.Call("invocation/one/error").Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_Runtime_API_without_an_event_ends_the_loop_at_once(int status)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Gives(ApiReply.Status(status));

        await Assert.ThrowsAsync<RuntimeApiException>(() => RunAsync(api));

        Assert.Equal(["invocation/next", "invocation/one/response", "invocation/next"], api.Order);
        Assert.Empty(_time.Waits);
    }

    [Theory]
    [InlineData("response")]
    [InlineData("error")]
    public async Task A_Runtime_API_that_answers_500_to_an_answer_ends_the_loop(string kind)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Takes(ApiReply.Status(500)).Gives("two", "{}");

        await Assert.ThrowsAsync<RuntimeApiException>(() => Loop.RunAsync(api, (_, _, _, _) => kind == "error" ? throw new FormatException() : Task.CompletedTask, _time));

        Assert.Equal(["invocation/next", "invocation/one/" + kind], api.Order);
    }

    [Theory]
    [InlineData("next")]
    [InlineData("response")]
    public async Task A_Runtime_API_that_always_hangs_up_ends_the_loop_after_a_few_tries(string where)
    {
        await using var api = new FakeRuntimeApi();
        if (where == "response")
            api.Gives("one", "{}");
        for (var drops = 0; drops < 100; drops++)
            api.Gives(ApiReply.Drop).Takes(ApiReply.Drop);

        await Assert.ThrowsAsync<RuntimeApiException>(() => RunAsync(api));

        Assert.InRange(api.Connections, 3, 40);
        Assert.InRange(_time.Waits.Count, 3, 10);
        Assert.InRange(_handled, 0, 1);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nLambda-Runtime-Aws-Request-Id: x\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\nLambda-Runtime-Aws-Request-Id: x\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2147483647\r\nLambda-Runtime-Aws-Request-Id: x\r\n\r\n{}")]
    [InlineData("\0\0\0\0")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\0b\r\nContent-Length: 1000\r\n\r\n{}")]
    public async Task What_is_no_HTTP_is_asked_for_again(string bytes)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Of(bytes) with { Closes = true }).Gives("one", "{}");

        await RunAsync(api);

        Assert.Equal(1, _handled);
        Assert.Single(api.Order, "invocation/one/response");
    }

    [Fact]
    public async Task Headers_without_end_are_not_gathered_for_ever()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Event("one", "{}", "X-Long: " + new string('x', 1_000_000))).Gives("two", "{}");

        await RunAsync(api);

        Assert.Equal(1, _handled);
        Assert.Single(api.Order, "invocation/two/response");
    }

    [Fact]
    public async Task Preliminary_answers_are_passed_over()
    {
        await using var api = new FakeRuntimeApi();
        var reply = ApiReply.Event("one", "{}");
        api.Gives(reply with { Bytes = [.. "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"u8, .. reply.Bytes] });

        await RunAsync(api);

        Assert.Equal(1, _handled);
        Assert.Equal(1, api.Connections);
    }

    [Fact]
    public async Task An_event_without_an_id_ends_the_loop_for_nobody_could_answer_it()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Status(200, "{}"));

        await Assert.ThrowsAsync<RuntimeApiException>(() => RunAsync(api));

        Assert.Equal(0, _handled);
    }

    [Fact]
    public async Task A_Runtime_API_that_answers_byte_by_byte_is_understood()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Event("one", "{\"a\":1}") with { ByteByByte = true }).Takes(ApiReply.Taken with { ByteByByte = true })
            .Gives(ApiReply.ChunkedEvent("two", "0123456789"u8.ToArray(), 1) with { ByteByByte = true });

        await RunAsync(api);

        Assert.Equal("{\"a\":1}", api.Call("invocation/one/response").Text);
        Assert.Equal("0123456789", api.Call("invocation/two/response").Text);
        Assert.Equal(1, api.Connections);
    }

    [Fact]
    public async Task A_Runtime_API_that_stalls_in_the_middle_is_waited_for()
    {
        await using var api = new FakeRuntimeApi();
        var gate = new Gate();
        api.Gives(ApiReply.Event("one", new string('x', 100_000)) with { Halfway = gate });

        var run = RunAsync(api);
        Assert.False(run.IsCompleted);
        Assert.Equal(0, _handled);
        gate.Open();
        await run;

        Assert.Equal(1, _handled);
        Assert.Equal(100_000, api.Call("invocation/one/response").Body.Length);
    }

    [Fact]
    public async Task A_loop_is_stopped_in_the_middle_of_an_event_that_does_not_come()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Event("one", "{}") with { Halfway = new Gate() });
        using var bootstrap = new LambdaBootstrapBuilder(Loop.EchoAsync) { RuntimeApi = api.Root }.Build();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var run = bootstrap.RunAsync(stop.Token);
        await stop.CancelAsync();
        await run;

        Assert.True(run.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_connection_that_is_closed_after_each_answer_serves_too()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(ApiReply.Event("one", "{}", "Connection: close") with { Closes = true }).Takes(ApiReply.Taken with { Closes = true })
            .Gives(ApiReply.Event("two", "{}") with { Closes = true });

        await RunAsync(api);

        Assert.Equal(2, _handled);
        Assert.Single(api.Order, "invocation/two/response");
    }

    private Task RunAsync(FakeRuntimeApi api) => Loop.RunAsync(api, (payload, context, answer, ct) =>
    {
        Interlocked.Increment(ref _handled);
        return Loop.EchoAsync(payload, context, answer, ct);
    }, _time);
}
