using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Inbox;

/// <summary>The inbox: <c>/inbox</c> for people, <c>/inbox/api/…</c> for programs.</summary>
public static class InboxEndpoints
{
    private const int Shown = 100;

    /// <summary>The mail's own styles and pictures that it brings along; nothing from elsewhere, no scripts, no forms.</summary>
    private const string MailPolicy =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    public static IServiceCollection AddInbox(this IServiceCollection services) => services.AddSingleton<InboxTable>().AddSingleton<InboxApi>();

    public static IEndpointRouteBuilder MapInbox(this IEndpointRouteBuilder endpoints)
    {
        var provider = endpoints.ServiceProvider;
        var inbox = provider.GetRequiredService<InboxTable>();
        var api = provider.GetRequiredService<InboxApi>();
        var time = provider.GetRequiredService<TimeProvider>();

        endpoints.MapGet("/inbox", (CancellationToken ct) => PageAsync(inbox, null, null, time, ct));
        endpoints.MapGet("/inbox/{id:long}", (long id, string? view, CancellationToken ct) => PageAsync(inbox, id, view, time, ct));
        endpoints.MapGet("/inbox/{id:long}/html", (long id, HttpResponse response, CancellationToken ct) => HtmlAsync(inbox, id, response, ct));
        endpoints.MapGet("/inbox/{id:long}/source", (long id, CancellationToken ct) => SourceAsync(inbox, id, ct));
        endpoints.MapPost("/inbox/clear", (HttpRequest request, CancellationToken ct) => ClearAsync(inbox, request, ct));
        endpoints.MapGet("/inbox/api/messages", (int? limit, long? before, CancellationToken ct) => api.ListAsync(limit, before, ct));
        endpoints.MapGet("/inbox/api/messages/{id:long}", (long id, CancellationToken ct) => api.GetAsync(id, ct));
        endpoints.MapDelete("/inbox/api/messages", (HttpRequest request, CancellationToken ct) => IsOurs(request) ? api.ClearAsync(ct) : Foreign());
        endpoints.MapGet("/inbox/api/events", api.EventsAsync);
        return endpoints;
    }

    private static async Task<IResult> PageAsync(InboxTable inbox, long? id, string? view, TimeProvider time, CancellationToken ct)
    {
        var open = id is { } wanted ? await inbox.FindAsync(wanted, ct) : null;
        if (id is not null && open is null)
            return Results.NotFound();
        var chosen = Enum.TryParse<InboxView>(view, ignoreCase: true, out var named) && Enum.IsDefined(named)
            ? named
            : open?.Message.HtmlBody is null ? InboxView.Text : InboxView.Html;
        var (count, _) = await inbox.StateAsync(ct);
        return new PageResult(InboxPages.Of(await inbox.ListAsync(null, Shown, ct), count, open, chosen, time.GetUtcNow()));
    }

    private static async Task<IResult> HtmlAsync(InboxTable inbox, long id, HttpResponse response, CancellationToken ct)
    {
        if ((await inbox.FindAsync(id, ct))?.Message.HtmlBody is not { } html)
            return Results.NotFound();
        response.Headers.ContentSecurityPolicy = MailPolicy;
        response.Headers.XFrameOptions = "SAMEORIGIN";
        return Results.Content(html, "text/html; charset=utf-8");
    }

    private static async Task<IResult> SourceAsync(InboxTable inbox, long id, CancellationToken ct) =>
        await inbox.FindAsync(id, ct) is { } mail ? Results.File(mail.Source, "message/rfc822", $"{mail.Item.SesId}.eml") : Results.NotFound();

    private static async Task<IResult> ClearAsync(InboxTable inbox, HttpRequest request, CancellationToken ct)
    {
        if (!IsOurs(request))
            return await Foreign();
        await inbox.ClearAsync(ct);
        return Results.Redirect("/inbox");
    }

    /// <summary>A browser names the origin of every such request; a foreign page may not clear the inbox. Programs name none.</summary>
    private static bool IsOurs(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");

    private static Task<IResult> Foreign() => Task.FromResult(Results.StatusCode(StatusCodes.Status403Forbidden));
}
