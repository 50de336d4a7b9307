using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

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
public static class HttpApiHost
{
    private const string ContextItem = "LambdaContext";

    /// <summary>A loop that hands each request to a pipeline.</summary>
    /// <param name="app">The pipeline. What it throws is reported as the invocation's error.</param>
    /// <param name="services">Where the requests' services come from, a scope for each request that asks for any.</param>
    public static LambdaBootstrap Create(RequestDelegate app, IServiceProvider services) => Create(app, services, TimeProvider.System);

    internal static LambdaBootstrap Create(RequestDelegate app, IServiceProvider services, TimeProvider time)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return new LambdaBootstrapBuilder((payload, context, answer, ct) => HandleAsync(app, scopes, payload, context, answer, ct)) { Time = time }.Build();
    }

    private static async Task HandleAsync(
        RequestDelegate app, IServiceScopeFactory scopes, ReadOnlyMemory<byte> payload, ILambdaContext lambda, IBufferWriter<byte> answer, CancellationToken ct)
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
            await response.FinishAsync();
        }
    }

    /// <summary>Lets the pipeline answer; where its time was up before it had, the caller is told that.</summary>
    private static async Task AnswerAsync(RequestDelegate app, HttpContext context, HttpApiResponse response, RequestLifetime lifetime)
    {
        try
        {
            await app(context);
        }
        catch (OperationCanceledException) when (lifetime.IsEnded)
        {
            // Nobody waits for what it would have said.
        }

        if (lifetime.IsEnded && !response.HasStarted)
            response.TimeOut();
        await response.StartAsync();
    }

    private sealed class RequestIdentifier : IHttpRequestIdentifierFeature
    {
        public required string TraceIdentifier { get; set; }
    }
}
