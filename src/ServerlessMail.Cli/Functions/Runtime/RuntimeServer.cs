using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>The four routes of the Runtime API.</summary>
internal sealed class RuntimeServer : IAsyncDisposable
{
    /// <summary>The longest answer that Lambda takes: 6 MB and a little for what it adds.</summary>
    public const int MaxAnswer = 6_291_556;

    private const string Prefix = "/2018-06-01/runtime";

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);

    private readonly RuntimeApi _api;
    private readonly TimeProvider _time;
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource? _asking;

    private RuntimeServer(RuntimeApi api, TimeProvider time)
    {
        (_api, _time) = (api, time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // counted where it is read
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGet(Prefix + "/invocation/next", NextAsync);
        _app.MapPost(Prefix + "/invocation/{id}/response", AnsweredAsync);
        _app.MapPost(Prefix + "/invocation/{id}/error", FailedAsync);
        _app.MapPost(Prefix + "/init/error", InitFailedAsync);
    }

    public string Address => new Uri(_app.Urls.Single()).Authority;

    public static async Task<RuntimeServer> StartAsync(RuntimeApi api, TimeProvider time, CancellationToken ct)
    {
        var server = new RuntimeServer(api, time);
        await server._app.StartAsync(ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var stop = new CancellationTokenSource(StopWithin, _time);
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task NextAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        lock (_gate)
        {
            // Who asks again has given up the wait before, even if its end has not come through yet.
            _asking?.Cancel();
            _asking = ended;
        }

        Invocation invocation;
        try
        {
            invocation = await _api.NextAsync(ended.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            return;
        }
        finally
        {
            lock (_gate)
                _asking = _asking == ended ? null : _asking;
        }

        var deadline = invocation.Take();
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = _api.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = Invocation.TraceId(_time.GetUtcNow());
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, CancellationToken.None);
        if (context.RequestAborted.IsCancellationRequested)
            _api.PutBack(invocation);
    }

    private async Task AnsweredAsync(HttpContext context)
    {
        if (await BodyAsync(context) is { } body)
            await AcceptAsync(context, new InvocationResult.Answered(body));
        else
        {
            End(context, new InvocationResult.Failed("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({MaxAnswer} bytes)."));
            await WriteAsync(context, StatusCodes.Status413PayloadTooLarge, new RuntimeError("RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({MaxAnswer} bytes)."), RuntimeJson.Default.RuntimeError);
        }
    }

    private async Task FailedAsync(HttpContext context)
    {
        var (type, message, at) = await ErrorAsync(context);
        await AcceptAsync(context, new InvocationResult.Failed(type, message) { At = at });
    }

    private async Task InitFailedAsync(HttpContext context)
    {
        var (type, message, _) = await ErrorAsync(context);
        _api.End(new InvocationResult.InitFailed(type, message));
        await WriteAsync(context, StatusCodes.Status202Accepted, new RuntimeAccepted("OK"), RuntimeJson.Default.RuntimeAccepted);
    }

    private Task AcceptAsync(HttpContext context, InvocationResult result) => End(context, result)
        ? WriteAsync(context, StatusCodes.Status202Accepted, new RuntimeAccepted("OK"), RuntimeJson.Default.RuntimeAccepted)
        : WriteAsync(context, StatusCodes.Status400BadRequest, new RuntimeError("InvalidRequestID", "Invalid request ID"), RuntimeJson.Default.RuntimeError);

    private bool End(HttpContext context, InvocationResult result) => context.GetRouteValue("id") is string id && _api.TryEnd(id, result);

    private static async Task<(string Type, string Message, string? At)> ErrorAsync(HttpContext context)
    {
        var body = await BodyAsync(context) ?? default;
        return RuntimeError.Read(body, context.Request.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    /// <summary>The whole body; null when it is longer than Lambda takes. It is read to its end then, too, so that its sender hears the answer.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context)
    {
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(context.Request.ContentLength ?? 0, 256, MaxAnswer));
        var reader = context.Request.BodyReader;
        var length = 0L;
        ReadResult read;
        do
        {
            read = await reader.ReadAsync(context.RequestAborted);
            length += read.Buffer.Length;
            if (length <= MaxAnswer)
            {
                foreach (var part in read.Buffer)
                    body.Write(part.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        return length <= MaxAnswer ? body.WrittenMemory : default(ReadOnlyMemory<byte>?);
    }

    private static Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, CancellationToken.None);
    }
}
