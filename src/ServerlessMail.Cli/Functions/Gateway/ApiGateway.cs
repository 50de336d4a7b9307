using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Cli.Functions.Gateway;

/// <summary>What API Gateway's HTTP API is on AWS: every request becomes an event of a function, and its answer the response. Thread-safe.</summary>
/// <param name="invoke">Runs the function on an event.</param>
/// <param name="time">The clock of the events.</param>
/// <remarks>
/// Limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and, for the event,
/// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
/// </remarks>
internal sealed class ApiGateway(Func<ReadOnlyMemory<byte>, Task<InvocationResult>> invoke, TimeProvider time)
{
    /// <summary>The longest body that an HTTP API takes.</summary>
    public const int MaxBody = 10 * 1024 * 1024;

    /// <summary>The longest event that Lambda takes.</summary>
    public const int MaxEvent = 6 * 1024 * 1024;

    private const string Failed = "Internal Server Error";

    private static readonly string[] OurOwn = ["connection", "content-length", "keep-alive", "transfer-encoding"];

    public async Task HandleAsync(HttpContext context)
    {
        var requestId = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        context.Response.Headers.Clear(); // the function answers for itself, and what the local pages add is not part of it
        context.Response.Headers["apigw-requestid"] = requestId;
        if (await BodyAsync(context) is not { } body)
        {
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large");
            return;
        }

        var payload = GatewayEvent.Write(context.Request, body, requestId, time.GetUtcNow());
        if (payload.Length > MaxEvent)
        {
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large");
            return;
        }

        await (await invoke(payload) switch
        {
            InvocationResult.Answered answered when GatewayAnswer.Read(answered.Payload) is { } answer => AnswerAsync(context, answer),
            InvocationResult.TimedOut { IsStarting: false } => AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "Service Unavailable"),
            _ => AnswerAsync(context, StatusCodes.Status500InternalServerError, Failed),
        });
    }

    private static async Task AnswerAsync(HttpContext context, GatewayAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.StatusCode;
        foreach (var (name, value) in answer.Headers)
        {
            if (!OurOwn.Contains(name, StringComparer.OrdinalIgnoreCase))
                response.Headers.Append(name, value);
        }

        foreach (var cookie in answer.Cookies)
            response.Headers.Append("Set-Cookie", cookie);
        if (answer.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"message":"{{message}}"}""", context.RequestAborted);
    }

    /// <summary>The whole body; null when it is longer than an HTTP API takes.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBody)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null; // counted here
        var body = new ArrayBufferWriter<byte>((int)(context.Request.ContentLength ?? 0) + 256);
        int read;
        while ((read = await context.Request.Body.ReadAsync(body.GetMemory(4096), context.RequestAborted)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > MaxBody)
                return null;
        }

        return body.WrittenMemory;
    }
}
