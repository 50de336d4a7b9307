using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Http.Forms;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http;

/// <summary>
/// The outermost part of every request: sets the security headers, gives what nobody answered an answer, and catches what nobody expected,
/// so that no caller gets an empty page or a stack trace.
/// </summary>
internal sealed partial class HttpEdge(RequestDelegate next, ILogger<HttpEdge> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Set(context.Response);
        try
        {
            await next(context);
            if (IsUnanswered(context.Response))
                await AnswerAsync(context, context.Response.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, fault.StatusCode);
        }
        catch (Exception fault)
        {
            Failed(log, fault.GetType().Name, fault.StackTrace);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await AnswerAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static bool IsUnanswered(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.ContentLength = null;
        context.Response.Headers.Remove("Location");
        return FormAnswers.FailedAsync(context, status, status switch
        {
            404 or 405 or 408 or 413 => $"http-{status}",
            >= 500 => "http-500",
            _ => "http-400",
        });
    }

    // No exception text: it may repeat what a visitor wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed: {Fault}\n{Stack}")]
    private static partial void Failed(ILogger logger, string fault, string? stack);
}
