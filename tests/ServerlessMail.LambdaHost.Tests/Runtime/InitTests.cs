using System.Text.Json;
using ServerlessMail.LambdaHost.Runtime;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

public class InitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_initializer_runs_before_any_event_is_asked_for()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}");
        var calls = -1;

        await Loop.RunAsync(api, Builder(api, () =>
        {
            calls = api.Calls.Count;
            return Task.FromResult(true);
        }).Build());

        Assert.Equal(0, calls);
        Assert.Single(api.Order, "invocation/one/response");
    }

    [Fact]
    public async Task An_initializer_that_throws_is_reported_with_its_text_and_thrown()
    {
        await using var api = new FakeRuntimeApi();
        var fault = new InvalidOperationException("SMAIL_TABLE is not set.");
        using var bootstrap = Builder(api, () => Task.FromException<bool>(fault)).Build();

        Assert.Same(fault, await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.RunAsync(Ct)));

        var call = Assert.Single(api.Calls);
        Assert.Equal("init/error", call.What);
        Assert.Equal("System.InvalidOperationException", call.Headers["Lambda-Runtime-Function-Error-Type"]);
        using var report = JsonDocument.Parse(call.Body);
        Assert.Equal("SMAIL_TABLE is not set.", report.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(JsonValueKind.Array, report.RootElement.GetProperty("stackTrace").ValueKind);
    }

    [Fact]
    public async Task An_initializer_that_says_no_ends_the_loop_before_it_begins()
    {
        await using var api = new FakeRuntimeApi();
        using var bootstrap = Builder(api, () => Task.FromResult(false)).Build();

        await bootstrap.RunAsync(Ct);

        Assert.Equal(0, api.Connections);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(202)]
    public async Task Whatever_Lambda_says_to_the_report_the_fault_is_thrown(int status)
    {
        await using var api = new FakeRuntimeApi();
        api.Takes(ApiReply.Status(status));
        using var bootstrap = Builder(api, () => throw new NotSupportedException("Why.")).Build();

        Assert.Equal("Why.", (await Assert.ThrowsAsync<NotSupportedException>(() => bootstrap.RunAsync(Ct))).Message);
    }

    [Fact]
    public async Task Where_the_report_is_not_heard_both_faults_are_thrown()
    {
        await using var api = new FakeRuntimeApi();
        api.Takes(ApiReply.Status(500));
        using var bootstrap = Builder(api, () => throw new NotSupportedException("Why.")).Build();

        var both = await Assert.ThrowsAsync<AggregateException>(() => bootstrap.RunAsync(Ct));

        Assert.Collection(both.InnerExceptions, fault => Assert.Equal("Why.", fault.Message), fault => Assert.IsType<RuntimeApiException>(fault));
    }

    [Fact]
    public async Task Without_the_address_of_a_Runtime_API_the_loop_says_so()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is not null, "AWS_LAMBDA_RUNTIME_API is set.");
        using var bootstrap = new LambdaBootstrapBuilder(Loop.EchoAsync).Build();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.RunAsync(Ct));

        Assert.Contains("AWS_LAMBDA_RUNTIME_API", fault.Message, StringComparison.Ordinal);
    }

    private static LambdaBootstrapBuilder Builder(FakeRuntimeApi api, Func<Task<bool>> initialize) =>
        new LambdaBootstrapBuilder(Loop.EchoAsync) { RuntimeApi = api.Root, Time = new HastyTime() }.UseBootstrapHandler(initialize);
}
