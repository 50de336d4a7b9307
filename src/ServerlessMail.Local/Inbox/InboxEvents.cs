using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ServerlessMail.Local.Inbox;

/// <summary>Tells whenever the inbox has changed, as server-sent events: <c>data: {"count","newest","unseen"}</c>.</summary>
/// <remarks>
/// It looks into the database, since mail may come and go through other processes on the same data. WHATWG HTML §9.2: a line that begins with
/// a colon is nothing but a sign of life, by which a lost reader is noticed.
/// </remarks>
internal sealed class InboxEvents(InboxTable inbox, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int LooksPerSign = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    public async Task StreamAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        try
        {
            InboxState? known = null;
            using var look = new PeriodicTimer(Look, time);
            var quiet = 0;
            do
            {
                var state = await inbox.StateAsync(stop.Token);
                if (known != state)
                    // The first one says that the stream is open: what came before it is on the page, or is not yet.
                    await WriteAsync(context.Response, $"data: {JsonSerializer.Serialize(state, InboxJson.Default.InboxState)}\n\n", stop.Token);
                else if (++quiet % LooksPerSign == 0)
                    await WriteAsync(context.Response, ":\n\n", stop.Token);
                known = state;
            }
            while (await look.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the service stops.
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken ct)
    {
        await response.WriteAsync(text, ct);
        await response.Body.FlushAsync(ct);
    }
}
