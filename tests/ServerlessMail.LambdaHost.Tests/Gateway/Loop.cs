using System.Buffers;
using System.Text;
using ServerlessMail.LambdaHost.Runtime;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>Runs the loop on a fake Runtime API.</summary>
internal static class Loop
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Runs until there are no more events, then tells it to stop.</summary>
    public static Task RunAsync(FakeRuntimeApi api, InvocationHandler handler, TimeProvider? time = null, Stream? faults = null) =>
        RunAsync(api, new LambdaBootstrapBuilder(handler) { RuntimeApi = api.Root, Time = time ?? TimeProvider.System, Faults = faults ?? Stream.Null }.Build());

    public static async Task RunAsync(FakeRuntimeApi api, LambdaBootstrap bootstrap)
    {
        using var owned = bootstrap;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var run = bootstrap.RunAsync(stop.Token);
        if (await Task.WhenAny(run, api.IdleAsync(Ct)) != run)
            await stop.CancelAsync();
        await run;
    }

    /// <summary>Answers with what came.</summary>
    public static Task EchoAsync(ReadOnlyMemory<byte> payload, ILambdaContext context, IBufferWriter<byte> answer, CancellationToken ct)
    {
        answer.Write(payload.Span);
        return Task.CompletedTask;
    }

    /// <summary>A handler of text.</summary>
    public static InvocationHandler Text(Func<string, string> work) => (payload, _, answer, _) =>
    {
        answer.Write(Encoding.UTF8.GetBytes(work(Encoding.UTF8.GetString(payload.Span))));
        return Task.CompletedTask;
    };

    /// <summary>The loop of a public builder, which has no way to say where the Runtime API is.</summary>
    public static LambdaBootstrap On(this LambdaBootstrapBuilder builder, FakeRuntimeApi api) => builder.At(api.Root, Stream.Null).Build();
}
