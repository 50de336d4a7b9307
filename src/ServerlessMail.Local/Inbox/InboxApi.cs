using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ServerlessMail.Local.Inbox;

/// <summary>The inbox for programs: <c>/inbox/api/…</c>. Tests of other people's sites read it, so its shapes are kept.</summary>
internal sealed class InboxApi(InboxTable inbox, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int MaxPage = 200;
    private const int Page = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    /// <summary>A page of mails, newest first: <c>?limit=1..200&amp;before=id</c>.</summary>
    public async Task<IResult> ListAsync(int? limit, long? before, CancellationToken ct)
    {
        var most = Math.Clamp(limit ?? Page, 1, MaxPage);
        var items = await inbox.ListAsync(before, most, ct);
        return Results.Json(new InboxPageJson(items, items.Count == most ? items[^1].Id : null), InboxJson.Default.InboxPageJson);
    }

    public async Task<IResult> GetAsync(long id, CancellationToken ct)
    {
        if (await inbox.FindAsync(id, ct) is not { } mail)
            return Results.NotFound();
        return Results.Json(
            new InboxMailJson(
                mail.Item,
                mail.Message.TextBody,
                mail.Message.HtmlBody,
                [.. mail.Message.Headers.Select(header => new InboxHeaderJson(header.Field, header.Value))],
                [.. mail.Message.Attachments.Select(InboxPages.NameOf)]),
            InboxJson.Default.InboxMailJson);
    }

    public async Task<IResult> ClearAsync(CancellationToken ct)
    {
        await inbox.ClearAsync(ct);
        return Results.NoContent();
    }

    /// <summary>Tells whenever the inbox has changed, as server-sent events.</summary>
    public async Task EventsAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        try
        {
            (long, long)? known = null;
            using var look = new PeriodicTimer(Look, time);
            do
            {
                var state = await inbox.StateAsync(stop.Token);
                if (known != state)
                {
                    // The first one says that the stream is open: what came before it is on the page, or is not yet.
                    await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"data: {state.Count} {state.Newest}\n\n"), stop.Token);
                    await context.Response.Body.FlushAsync(stop.Token);
                }

                known = state;
            }
            while (await look.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the service stops.
        }
    }
}
