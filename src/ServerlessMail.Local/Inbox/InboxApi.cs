using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Local.Inbox;

/// <summary>The inbox for programs: <c>/inbox/api/…</c>. Tests of other people's sites read it, so its shapes are kept.</summary>
internal sealed class InboxApi(InboxTable inbox)
{
    private const int MaxPage = 200;
    private const int Page = 50;

    /// <summary>A page of mails, newest first: <c>?limit=1..200&amp;before=id&amp;q=words</c>.</summary>
    public async Task<IResult> ListAsync(int? limit, long? before, string? q, CancellationToken ct)
    {
        var most = Math.Clamp(limit ?? Page, 1, MaxPage);
        var items = await inbox.ListAsync(before, most + 1, q, ct);
        var page = items.Take(most).ToArray();
        return Results.Json(new InboxPageJson(page, items.Count > most ? page[^1].Id : null), InboxJson.Default.InboxPageJson);
    }

    public async Task<IResult> GetAsync(long id, CancellationToken ct) =>
        await inbox.FindAsync(id, ct) is { } mail ? Results.Json(InboxMailJson.Of(mail), InboxJson.Default.InboxMailJson) : Results.NotFound();

    public async Task<IResult> RemoveAsync(long id, CancellationToken ct) =>
        await inbox.RemoveAsync(id, ct) ? Results.NoContent() : Results.NotFound();

    public async Task<IResult> ClearAsync(CancellationToken ct)
    {
        await inbox.ClearAsync(ct);
        return Results.NoContent();
    }
}
