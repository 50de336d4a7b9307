using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ServerlessMail.Local.Inbox;

/// <summary>Tells whenever the inbox has changed, as server-sent events: <c>data: {"count","newest","unseen"}</c>.</summary>
/// <remarks>WHATWG HTML §9.2: a line that begins with a colon is nothing but a sign of life, by which a lost reader is noticed.</remarks>
internal sealed class InboxEvents(InboxWatch watch, IHostApplicationLifetime lifetime)
{
    private const string RetryAfterSeconds = "5";

    public async Task StreamAsync(HttpContext context)
    {
        if (watch.TryJoin() is not { } news)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await context.Response.WriteAsync($"{InboxWatch.MaxReaders} readers are told of changes already. Close some, or try again later.", context.RequestAborted);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        try
        {
            await foreach (var state in news.Reader.ReadAllAsync(stop.Token))
                // The first one says that the stream is open: what came before it is on the page, or is not yet.
                await WriteAsync(context.Response, state is null ? ":\n\n" : $"data: {JsonSerializer.Serialize(state, InboxJson.Default.InboxState)}\n\n", stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the service stops.
        }
        finally
        {
            watch.Leave(news);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken ct)
    {
        await response.WriteAsync(text, ct);
        await response.Body.FlushAsync(ct);
    }
}
