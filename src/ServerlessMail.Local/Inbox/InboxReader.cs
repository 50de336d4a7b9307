using Microsoft.AspNetCore.Http;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Inbox;

/// <summary>The inbox for people: the list, and beside it the mail that is open.</summary>
internal sealed class InboxReader(InboxTable inbox, TimeProvider time)
{
    private const int Shown = 100;

    public Task<IResult> ListAsync(string? search, long? before, CancellationToken ct) => PageAsync(search, before, open: null, ct);

    public async Task<IResult> OpenAsync(long id, string? view, string? search, CancellationToken ct)
    {
        if (await inbox.FindAsync(id, ct) is not { } mail)
            return await PageAsync(search, before: null, open: null, ct, isGone: true);
        if (!mail.Item.Seen)
            await inbox.SeeAsync(id, ct);
        var chosen = Enum.TryParse<InboxView>(view, ignoreCase: true, out var named) && Enum.IsDefined(named)
            ? named
            : mail.Message.HtmlBody is null ? InboxView.Text : InboxView.Html;
        return await PageAsync(search, before: null, new OpenMail(mail, chosen), ct);
    }

    /// <summary>The document in the frame.</summary>
    public async Task<IResult> HtmlAsync(long id, HttpResponse response, CancellationToken ct)
    {
        if (await inbox.FindAsync(id, ct) is not { } mail || MailHtml.Of(mail) is not { } html)
            return Results.NotFound();
        response.Headers.ContentSecurityPolicy = MailHtml.Policy;
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers["Referrer-Policy"] = "no-referrer";
        // Else a browser would look the hosts of its links up, which tells their owners that the mail was opened.
        response.Headers["X-DNS-Prefetch-Control"] = "off";
        return Results.Content(html, "text/html; charset=utf-8");
    }

    public async Task<IResult> SourceAsync(long id, CancellationToken ct) =>
        await inbox.FindAsync(id, ct) is { } mail ? Results.File(mail.Source, "message/rfc822", $"{mail.Item.SesId}.eml") : Results.NotFound();

    /// <summary>A file to download: nothing of a mail is ever shown as a page of ours.</summary>
    public async Task<IResult> FileAsync(long id, int number, CancellationToken ct) =>
        await inbox.FindAsync(id, ct) is { } mail && number >= 0 && number < mail.Files.Count
            ? Results.File(mail.Files[number].Read(), mail.Files[number].Type, mail.Files[number].Name)
            : Results.NotFound();

    public async Task<IResult> RemoveAsync(long id, CancellationToken ct)
    {
        await inbox.RemoveAsync(id, ct);
        return Results.Redirect("/inbox");
    }

    public async Task<IResult> ClearAsync(CancellationToken ct)
    {
        await inbox.ClearAsync(ct);
        return Results.Redirect("/inbox");
    }

    private async Task<IResult> PageAsync(string? search, long? before, OpenMail? open, CancellationToken ct, bool isGone = false)
    {
        var words = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        var items = await inbox.ListAsync(before, Shown + 1, words, ct);
        var list = new InboxList(items.Take(Shown).ToArray(), HasMore: items.Count > Shown, before, words, await inbox.StateAsync(ct), time.GetUtcNow());
        return new PageResult(isGone ? InboxPages.WithoutMail(list) : InboxPages.Of(list, open));
    }
}
