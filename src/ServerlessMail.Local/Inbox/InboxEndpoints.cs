using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMail.Local.Inbox;

/// <summary>The inbox: <c>/inbox</c> for people, <c>/inbox/api/…</c> for programs.</summary>
public static class InboxEndpoints
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<InboxTable>()
        .AddSingleton<InboxReader>()
        .AddSingleton<InboxApi>()
        .AddSingleton(provider => new InboxWatch(provider.GetRequiredService<InboxTable>().StateAsync, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<InboxEvents>();

    public static IEndpointRouteBuilder MapInbox(this IEndpointRouteBuilder endpoints)
    {
        var reader = endpoints.ServiceProvider.GetRequiredService<InboxReader>();
        var api = endpoints.ServiceProvider.GetRequiredService<InboxApi>();
        var events = endpoints.ServiceProvider.GetRequiredService<InboxEvents>();

        endpoints.MapGet("/inbox", (string? q, long? before, CancellationToken ct) => reader.ListAsync(q, before, ct));
        endpoints.MapGet("/inbox/{id:long}", (long id, string? view, string? q, CancellationToken ct) => reader.OpenAsync(id, view, q, ct));
        endpoints.MapGet("/inbox/{id:long}/html", (long id, HttpResponse response, CancellationToken ct) => reader.HtmlAsync(id, response, ct));
        endpoints.MapGet("/inbox/{id:long}/source", (long id, CancellationToken ct) => reader.SourceAsync(id, ct));
        endpoints.MapGet("/inbox/{id:long}/files/{number:int}", (long id, int number, CancellationToken ct) => reader.FileAsync(id, number, ct));
        endpoints.MapGet("/inbox/api/messages", (int? limit, long? before, string? q, CancellationToken ct) => api.ListAsync(limit, before, q, ct));
        endpoints.MapGet("/inbox/api/messages/{id:long}", (long id, CancellationToken ct) => api.GetAsync(id, ct));
        endpoints.MapGet("/inbox/api/events", events.StreamAsync);

        var changes = endpoints.MapChanges("/inbox");
        changes.MapPost("/clear", (CancellationToken ct) => reader.ClearAsync(ct));
        changes.MapPost("/{id:long}/delete", (long id, CancellationToken ct) => reader.RemoveAsync(id, ct));
        changes.MapDelete("/api/messages", (CancellationToken ct) => api.ClearAsync(ct));
        changes.MapDelete("/api/messages/{id:long}", (long id, CancellationToken ct) => api.RemoveAsync(id, ct));
        return endpoints;
    }
}
