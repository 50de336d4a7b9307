using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerlessMail.LambdaHost.HttpApi;

/// <summary>
/// Runs an ASP.NET Core application on the events of an API Gateway HTTP API (payload format 2.0) or a Function URL: no server, no socket and no generic
/// host, only the pipeline and what it needs of a request.
/// </summary>
/// <remarks>
/// <para>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html</para>
/// <para>
/// <c>HttpContext.Items["LambdaContext"]</c> has the <see cref="ILambdaContext"/>, as with Amazon.Lambda.AspNetCoreServer; <c>TraceIdentifier</c> is the
/// invocation's id; <c>RequestAborted</c> ends a moment before the function's deadline.
/// </para>
/// </remarks>
public static partial class HttpApiHost
{
    private const string ContextItem = "LambdaContext";

    private static ReadOnlySpan<byte> TookTooLong => """{"message":"The request took too long."}"""u8;

    private static ReadOnlySpan<byte> NotUnderstood => """{"message":"The request could not be understood."}"""u8;

    /// <summary>A loop that hands each request to a pipeline.</summary>
    /// <param name="app">The pipeline. What it throws is reported as the invocation's error.</param>
    /// <param name="services">Where the requests' services come from, a scope for each request that asks for any.</param>
    public static LambdaBootstrap Create(RequestDelegate app, IServiceProvider services) => Create(app, services, TimeProvider.System, null, null);

    internal static LambdaBootstrap Create(RequestDelegate app, IServiceProvider services, TimeProvider time, Uri? api, Stream? faults)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return new LambdaBootstrapBuilder((payload, context, answer, ct) => HandleAsync(app, services, scopes, payload, context, answer, ct))
        {
            Time = time,
            RuntimeApi = api,
            Faults = faults,
        }.Build();
    }

    private static async Task HandleAsync(
        RequestDelegate app,
        IServiceProvider services,
        IServiceScopeFactory scopes,
        ReadOnlyMemory<byte> payload,
        ILambdaContext lambda,
        IBufferWriter<byte> answer,
        CancellationToken ct)
    {
        var request = HttpApiEvent.Read(payload.Span);
        using var lifetime = new RequestLifetime(ct);
        var response = new HttpApiResponse();
        var features = new FeatureCollection(12);
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpRequestBodyDetectionFeature>(request);
        features.Set<IHttpConnectionFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        features.Set<IHttpRequestIdentifierFeature>(new RequestIdentifier { TraceIdentifier = lambda.AwsRequestId });
        var context = new DefaultHttpContext(features) { ServiceScopeFactory = scopes };
        context.Items[ContextItem] = lambda;
        try
        {
            await AnswerAsync(app, context, response, lifetime);
            HttpApiAnswer.Write(answer, response, HttpMethods.IsHead(request.Method));
        }
        finally
        {
            foreach (var fault in await response.FinishAsync())
                Unfinished(services, fault);
        }
    }

    /// <summary>Lets the pipeline answer; where its time was up before it had, the caller is told that.</summary>
    private static async Task AnswerAsync(RequestDelegate app, HttpContext context, HttpApiResponse response, RequestLifetime lifetime)
    {
        try
        {
            await app(context);
            // Middleware may have kept the cancellation to itself. What was answered late is an answer.
            if (lifetime.IsOver && response.IsUnanswered)
                response.Replace(StatusCodes.Status504GatewayTimeout, TookTooLong);
        }
        catch (OperationCanceledException) when (lifetime.IsOver && !response.HasStarted)
        {
            response.Replace(StatusCodes.Status504GatewayTimeout, TookTooLong);
        }
        catch (BadHttpRequestException fault) when (!response.HasStarted)
        {
            response.Replace(fault.StatusCode, NotUnderstood);
        }

        if (lifetime.IsAborted)
            throw new InvalidOperationException("The application aborted the request.");
        await response.StartAsync();
    }

    /// <summary>The answer is whole: that something failed after it is for the log.</summary>
    private static void Unfinished(IServiceProvider services, Exception fault)
    {
        if (services.GetService<ILoggerFactory>()?.CreateLogger(typeof(HttpApiHost).FullName ?? nameof(HttpApiHost)) is { } log)
            Unfinished(log, fault.GetType().Name, fault.StackTrace);
    }

    // No exception text: it may repeat what a visitor wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "What waited for the end of a request failed: {Fault}\n{Stack}")]
    private static partial void Unfinished(ILogger logger, string fault, string? stack);

    private sealed class RequestIdentifier : IHttpRequestIdentifierFeature
    {
        public required string TraceIdentifier { get; set; }
    }
}
