using System.Buffers;
using System.Net;
using System.Net.Sockets;
using ServerlessMail.LambdaHost.Runtime;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

public class LoopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_event_is_answered_before_the_next_is_asked_for()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "1").Gives("two", "2");

        await Loop.RunAsync(api, Loop.Text(text => text + "!"));

        Assert.Equal(["invocation/next", "invocation/one/response", "invocation/next", "invocation/two/response", "invocation/next"], api.Order);
        Assert.Equal("1!", api.Call("invocation/one/response").Text);
        Assert.Equal("2!", api.Call("invocation/two/response").Text);
    }

    [Fact]
    public async Task One_connection_serves_for_everything()
    {
        await using var api = new FakeRuntimeApi();
        for (var id = 0; id < 50; id++)
            api.Gives($"{id}", "x");

        await Loop.RunAsync(api, Loop.EchoAsync);

        Assert.Equal(101, api.Calls.Count);
        Assert.Equal(1, api.Connections);
    }

    [Fact]
    public async Task Events_are_fetched_and_answers_are_posted_as_JSON()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}");

        await Loop.RunAsync(api, Loop.EchoAsync);

        Assert.All(api.Calls, call => Assert.Equal(call.IsNext ? "GET" : "POST", call.Method));
        var answer = api.Call("invocation/one/response");
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.DoesNotContain("traceparent", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("Lambda-Runtime-Function-Error-Type", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(524288)]
    [InlineData(6 * 1024 * 1024)]
    public async Task A_payload_of_any_size_arrives_whole(int size)
    {
        await using var api = new FakeRuntimeApi();
        var payload = Bytes(size);
        byte[]? seen = null;
        api.Gives(ApiReply.Event("one", payload)).Gives(ApiReply.ChunkedEvent("two", payload, 4000)).Gives("three", "small");

        await Loop.RunAsync(api, (came, context, answer, _) =>
        {
            if (context.AwsRequestId == "three")
                answer.Write(came.Span);
            else
                Assert.Equal(payload, came.ToArray());
            seen = came.ToArray();
            return Task.CompletedTask;
        });

        Assert.NotNull(seen);
        Assert.Equal(["", "", "small"], api.Calls.Where(call => !call.IsNext).Select(call => call.Text));
        Assert.All(api.Calls, call => Assert.DoesNotContain("error", call.What, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5 * 1024 * 1024)]
    [InlineData(6 * 1024 * 1024)]
    public async Task An_answer_of_any_size_that_Lambda_takes_leaves_whole(int size)
    {
        await using var api = new FakeRuntimeApi();
        var wanted = Bytes(size);
        api.Gives("one", "{}").Gives("two", "{}");

        await Loop.RunAsync(api, (_, context, answer, _) =>
        {
            answer.Write(context.AwsRequestId == "one" ? wanted : "small"u8);
            return Task.CompletedTask;
        });

        Assert.Equal(wanted, api.Call("invocation/one/response").Body);
        Assert.Equal("small", api.Call("invocation/two/response").Text);
        Assert.Equal(1, api.Connections);
    }

    [Fact]
    public async Task An_answer_larger_than_Lambda_takes_is_told_as_an_error_and_not_sent()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Gives("two", "{}");

        await Loop.RunAsync(api, (_, context, answer, _) =>
        {
            answer.Write(new byte[context.AwsRequestId == "one" ? 7 * 1024 * 1024 : 1]);
            return Task.CompletedTask;
        });

        Assert.Equal(["invocation/next", "invocation/one/error", "invocation/next", "invocation/two/response", "invocation/next"], api.Order);
        Assert.Contains("larger", api.Call("invocation/one/error").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_context_says_what_the_headers_said()
    {
        await using var api = new FakeRuntimeApi();
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_000);
        api.Gives(
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd", "{}", "Lambda-Runtime-Deadline-Ms: 1900000000000",
            "lambda-runtime-invoked-function-arn: arn:aws:lambda:eu-west-1:1:function:f:live", "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1");
        ILambdaContext? seen = null;
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(deadline - TimeSpan.FromSeconds(7));

        await Loop.RunAsync(api, (_, context, _, _) =>
        {
            seen = context;
            return Task.CompletedTask;
        }, time);

        Assert.NotNull(seen);
        Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd", seen.AwsRequestId);
        Assert.Equal("arn:aws:lambda:eu-west-1:1:function:f:live", seen.InvokedFunctionArn);
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1", seen.TraceId);
        Assert.Equal(TimeSpan.FromSeconds(7), seen.RemainingTime);
    }

    [Fact]
    public async Task Headers_that_are_missing_are_empty_and_strange_ones_are_passed_over()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}", "X-Strange: \u00e9\u00e9", "Lambda-Runtime-Client-Context: " + new string('x', 3500), "Content-Type: nonsense; ;;", "Date: never");
        ILambdaContext? seen = null;

        await Loop.RunAsync(api, (_, context, _, _) =>
        {
            seen = context;
            return Task.CompletedTask;
        });

        Assert.NotNull(seen);
        Assert.Equal("", seen.InvokedFunctionArn);
        Assert.Equal("", seen.TraceId);
        Assert.Single(api.Order, "invocation/one/response");
    }

    [Theory]
    [InlineData("a/../../init/error")]
    [InlineData("a?b=c#d")]
    [InlineData("http://elsewhere/")]
    [InlineData("two words")]
    public async Task A_strange_id_stays_one_segment_of_the_path(string id)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives(id, "{}");

        await Loop.RunAsync(api, Loop.EchoAsync);

        Assert.Equal($"invocation/{Uri.EscapeDataString(id)}/response", api.Order[1]);
    }

    [Fact]
    public async Task A_loop_that_is_told_to_stop_while_it_waits_ends_quietly()
    {
        await using var api = new FakeRuntimeApi();

        await Loop.RunAsync(api, Loop.EchoAsync);

        Assert.Equal(["invocation/next"], api.Order);
    }

    [Fact]
    public async Task A_loop_that_is_told_to_stop_before_it_began_asks_for_nothing()
    {
        await using var api = new FakeRuntimeApi();
        using var bootstrap = new LambdaBootstrapBuilder(Loop.EchoAsync) { RuntimeApi = api.Root }.Build();

        await bootstrap.RunAsync(new CancellationToken(canceled: true));

        Assert.Empty(api.Calls);
    }

    [Fact]
    public async Task A_handler_learns_that_the_loop_was_told_to_stop()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}");
        var begun = new Gate();
        using var bootstrap = new LambdaBootstrapBuilder(async (_, _, _, ct) =>
        {
            begun.Open();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        })
        { RuntimeApi = api.Root }.Build();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var run = bootstrap.RunAsync(stop.Token);
        await begun.PassAsync(Ct);
        await stop.CancelAsync();
        await run;

        Assert.Equal(["invocation/next"], api.Order);
    }

    [Fact]
    public async Task Nothing_listens_and_the_loop_gives_up_after_a_few_tries()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var nobody = new Uri($"http://{taken.LocalEndpoint}{ApiCall.Root}");
        taken.Stop();
        var time = new HastyTime();
        using var bootstrap = new LambdaBootstrapBuilder(Loop.EchoAsync) { RuntimeApi = nobody, Time = time }.Build();

        await Assert.ThrowsAsync<RuntimeApiException>(() => bootstrap.RunAsync(Ct));

        Assert.InRange(time.Waits.Count, 3, 10);
        Assert.Equal(time.Waits.Order(), time.Waits);
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
