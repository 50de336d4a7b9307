using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.LambdaHost.HttpApi;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>An application on the host, and the events that it gets.</summary>
internal static class App
{
    /// <summary>What a pipeline answers to a request.</summary>
    public static async Task<Answer> AnswerAsync(RequestDelegate app, JsonObject? request = null, TimeProvider? time = null, params string[] headers) =>
        new(await CallAsync(pipeline => pipeline.Run(app), (request ?? GatewayEvent.Of("GET", "/")).ToJsonString(), time, headers));

    /// <summary>What the Runtime API gets for an event: an answer or an error.</summary>
    public static async Task<ApiCall> CallAsync(Action<IApplicationBuilder> build, string json, TimeProvider? time = null, params string[] headers) =>
        Assert.Single(await CallsAsync(build, [json], time, headers: headers));

    public static Task<ApiCall> CallAsync(RequestDelegate app) => CallAsync(pipeline => pipeline.Run(app), GatewayEvent.Minimal);

    public static async Task<IReadOnlyList<ApiCall>> CallsAsync(
        Action<IApplicationBuilder> build, IReadOnlyList<string> events, TimeProvider? time = null, Action<IServiceCollection>? add = null, params string[] headers)
    {
        await using var api = new FakeRuntimeApi();
        for (var at = 0; at < events.Count; at++)
            api.Gives($"id-{at}", events[at], headers);
        var services = new ServiceCollection().AddRouting().AddLogging().AddSingleton(new DiagnosticListener(nameof(App)));
        add?.Invoke(services);
        await using var provider = services.BuildServiceProvider();
        var pipeline = new ApplicationBuilder(provider);
        build(pipeline);
        await Loop.RunAsync(api, HttpApiHost.Create(pipeline.Build(), provider, time ?? TimeProvider.System, api.Root, Stream.Null));
        return [.. api.Calls.Where(call => !call.IsNext)];
    }
}
