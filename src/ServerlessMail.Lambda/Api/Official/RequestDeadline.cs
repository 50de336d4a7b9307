using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Lambda.Api;

/// <summary>
/// Aborts a request a moment before Lambda ends its invocation, and tells the caller so. AWS's host does not: there a request could work on in an
/// environment that is frozen and thawed again.
/// </summary>
internal sealed class RequestDeadline(RequestDelegate next, TimeProvider time)
{
    /// <summary>What it takes to write an answer and hand it over.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(250);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Items[ApiPipeline.ContextItem] is not ILambdaContext invocation)
        {
            await next(context);
            return;
        }

        using var end = invocation.EndBefore(Margin, time);
        context.RequestAborted = end.Token;
        await next(context);
        if (end.IsCancellationRequested && IsUnanswered(context.Response))
            await TimeOutAsync(context.Response);
    }

    /// <summary>The edge answers nobody who has gone, and leaves what a response is from the start.</summary>
    private static bool IsUnanswered(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: StatusCodes.Status200OK, ContentType: null };

    private static Task TimeOutAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status504GatewayTimeout;
        response.ContentType = "application/json; charset=utf-8";
        return response.WriteAsync("""{"message":"The request took too long."}""", CancellationToken.None);
    }
}
