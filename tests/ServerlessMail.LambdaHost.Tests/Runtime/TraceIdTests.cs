using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

/// <summary>Alone: the trace stands in the environment of the process.</summary>
[Collection(nameof(Alone))]
public class TraceIdTests
{
    [Fact]
    public async Task The_trace_stands_where_the_SDK_looks_for_it_as_long_as_there_is_one()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}", "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700").Gives("two", "{}");
        var seen = new List<string?>();

        await Loop.RunAsync(api, (_, _, _, _) =>
        {
            seen.Add(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
            return Task.CompletedTask;
        });

        Assert.Equal(["Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", null], seen);
    }
}
