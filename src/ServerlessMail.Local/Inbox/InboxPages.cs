using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Inbox;

/// <summary>Lays the inbox out. What the script replaces when mail comes or goes are <c>list-title</c>, <c>tools</c> and <c>mails</c>; <c>pane</c> when another mail is opened.</summary>
internal static class InboxPages
{
    private static readonly PageAsset Style = Assets.Read("Inbox.inbox.css");
    private static readonly PageAsset Script = Assets.Read("Inbox.inbox.js");
    private static readonly Html Gone = Html.Of($"""
        <div class="gone">
        <p class="back"><a href="/inbox">← Inbox</a></p>
        <h2 id="subject" tabindex="-1">This mail is no longer here</h2>
        <p>It was deleted, or the inbox was cleared. What happened to it stays in its message’s trail.</p>
        </div>
        """);

    /// <summary>The list beside the mail that is open, if one is.</summary>
    public static Page Of(InboxList list, OpenMail? open) => open is null
        ? Lay(list, "Inbox", null, Nothing(list.State))
        : Lay(list, $"{Subject(open.Mail.Item)} · Inbox", open.Mail.Item.Id, MailPane.Of(open));

    /// <summary>The list beside the news that the mail that was asked for is no longer there.</summary>
    public static Page WithoutMail(InboxList list) => Lay(list, "Deleted · Inbox", open: null, Gone, StatusCodes.Status404NotFound, isReading: true);

    private static Page Lay(InboxList list, string title, long? open, Html pane, int status = StatusCodes.Status200OK, bool isReading = false) => new()
    {
        Status = status,
        Title = $"{(list.State.Unseen > 0 ? $"({list.State.Unseen}) " : "")}{title}",
        Wide = true,
        Links = LocalLinks.With("/inbox"),
        Style = Style,
        Script = Script,
        Frames = true,
        Body = Html.Of($"""
            <h1 class="hidden">Inbox</h1>
            <div class="inbox{(isReading || open is not null ? " reading" : "")}">
            <section class="list" aria-labelledby="list-title">
            <div class="bar">
            <h2 id="list-title">{Count(list.State)}</h2>
            <div id="tools">{Clear(list.State.Count)}</div>
            </div>
            <form class="search" role="search" action="/inbox">
            <label class="hidden" for="q">Search the inbox</label>
            <input type="search" id="q" name="q" value="{list.Search}" placeholder="Search" autocomplete="off" spellcheck="false">
            </form>
            <p id="link" class="notice" hidden>The connection is lost. Trying again …</p>
            <div id="mails">{Mails(list, open)}</div>
            </section>
            <section class="pane" id="pane" aria-label="Mail">{pane}</section>
            </div>
            <p class="hidden" role="status" id="news"></p>
            """),
    };

    public static string Subject(InboxItem item) => string.IsNullOrWhiteSpace(item.Subject) ? "(no subject)" : item.Subject;

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Html Count(InboxState state) => Html.Of(
        $"{state.Count} {(state.Count == 1 ? "mail" : "mails")}{(state.Unseen > 0 ? Html.Of($" <span class=\"unseen\">{state.Unseen} new</span>") : Html.Empty)}");

    private static Html Clear(long count) => count == 0 ? Html.Empty : Html.Of($"""
        <button class="plain" type="button" popovertarget="clear">Clear</button>
        <form method="post" action="/inbox/clear" id="clear" popover>
        <p>{(count == 1 ? "Delete the mail? What happened to it stays in its trail." : $"Delete all {count} mails? What happened to them stays in their trails.")}</p>
        <button>Delete all</button> <button class="plain" type="button" popovertarget="clear" popovertargetaction="hide">Keep them</button>
        </form>
        """);

    private static Html Mails(InboxList list, long? open)
    {
        if (list.Items.Count == 0)
            return Html.Of($"<div class=\"empty\">{Empty(list)}</div>");
        return Html.Of($"""
            {(list.Before is null ? Html.Empty : Html.Of($"<p class=\"more\"><a href=\"{Target("/inbox", list.Search, null)}\">↑ Newest</a></p>"))}<ol class="mails">{list.Items.Select(item => Row(item, list, open))}</ol>
            {(list.HasMore ? Html.Of($"<p class=\"more\"><a href=\"{Target("/inbox", list.Search, list.Items[^1].Id)}\">↓ Older</a></p>") : Html.Empty)}
            """);
    }

    private static Html Empty(InboxList list) => list.Search is not null
        ? Html.Of($"<p>No mail has these words in its addresses, its subject, its tags or the beginning of its text.</p><p><a href=\"/inbox\">Show all</a></p>")
        : Html.Of($"<p><strong>No mail yet.</strong></p><p class=\"quiet\">Fill in the <a href=\"/\">demo form</a>, or post to a form of yours: the mail appears here by itself.</p>");

    private static Html Row(InboxItem item, InboxList list, long? open) => Html.Of($"""
        <li><a href="{Target($"/inbox/{item.Id}", list.Search, null)}" data-id="{item.Id}"{(item.Seen || item.Id == open ? Html.Empty : Html.Of($" class=\"new\""))}{(item.Id == open ? Html.Of($" aria-current=\"true\"") : Html.Empty)}>
        <span class="who">{Name(item.From)} <span class="to"><span aria-hidden="true">→</span><span class="hidden">to</span> {To(item)}</span></span> <time datetime="{Iso(item.SentAt)}">{When(item.SentAt, list.Now)}</time>
        <span class="subject">{(item.Seen || item.Id == open ? Html.Empty : Html.Of($"<span class=\"hidden\">New: </span>"))}{Subject(item)}</span>
        <span class="snippet">{Clip(item.Attachments)}{item.Snippet}</span>
        </a></li>
        """);

    private static Html Clip(int attachments) => attachments == 0 ? Html.Empty : Html.Of($"""
        <svg class="clip" viewBox="0 0 16 16" role="img" aria-label="{attachments} attached"><path d="M13.2 7.4 7.9 12.700a3.300 3.300 0 0 1-4.700-4.700l5.700-5.700a2.200 2.200 0 0 1 3.100 3.100l-5.600 5.600a1.100 1.100 0 0 1-1.600-1.600l5-5"/></svg>
        """);

    private static Uri Target(string path, string? search, long? before)
    {
        var query = string.Join('&', new[]
        {
            search is null ? null : $"q={Uri.EscapeDataString(search)}",
            before is { } id ? string.Create(CultureInfo.InvariantCulture, $"before={id}") : null,
        }.Where(part => part is not null));
        return new Uri(query.Length == 0 ? path : $"{path}?{query}", UriKind.Relative);
    }

    /// <summary>The display name where there is one: a narrow list has no room for both.</summary>
    private static string Name(string from) => from.IndexOf(" <", StringComparison.Ordinal) is > 0 and var end ? from[..end] : from;

    private static string To(InboxItem item) => item.Recipients.Count == 1 ? item.Recipients[0] : $"{item.Recipients[0]} +{item.Recipients.Count - 1}";

    private static Html Nothing(InboxState state) => state.Count == 0 ? Html.Empty : Html.Of($"<p class=\"choose\">Choose a mail to read it.</p>");

    /// <summary>For readers without the script, which writes the reader's own time.</summary>
    private static string When(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } and var ago => string.Create(CultureInfo.InvariantCulture, $"{(int)ago.TotalMinutes} min ago"),
        { TotalHours: < 24 } and var ago => string.Create(CultureInfo.InvariantCulture, $"{(int)ago.TotalHours} h ago"),
        _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
