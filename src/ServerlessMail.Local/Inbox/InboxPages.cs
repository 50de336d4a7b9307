using System.Globalization;
using MimeKit;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Inbox;

/// <summary>The inbox for people.</summary>
internal static class InboxPages
{
    private static readonly PageAsset Style = Assets.Read("Inbox.inbox.css");
    private static readonly PageAsset Script = Assets.Read("Inbox.inbox.js");

    /// <summary>The list beside the mail that is open, if one is.</summary>
    public static Page Of(IReadOnlyList<InboxItem> items, long count, InboxMail? open, InboxView view, DateTimeOffset now) => new()
    {
        Title = open is null ? $"Inbox ({count})" : $"{Subject(open.Item)} – Inbox",
        Wide = true,
        Links = LocalLinks.With("/inbox"),
        Style = Style,
        Script = Script,
        Frames = true,
        Body = Html.Of($"""
            <div class="inbox{(open is null ? "" : " reading")}">
            <section class="list" aria-labelledby="list-title">
            <div class="bar"><h1 id="list-title">Inbox <span class="quiet" id="count">{count}</span></h1>{Clear(count)}</div>
            <div id="mails">{List(items, open, now)}</div>
            </section>
            <section class="pane" aria-label="Mail">{(open is null ? Nothing(count) : MailPane.Of(open, view))}</section>
            </div>
            <p class="hidden" role="status" id="news"></p>
            """),
    };

    public static string NameOf(MimeEntity attachment) =>
        attachment.ContentDisposition?.FileName ?? attachment.ContentType.Name ?? attachment.ContentType.MimeType;

    private static Html List(IReadOnlyList<InboxItem> items, InboxMail? open, DateTimeOffset now) => items.Count == 0
        ? Html.Of($"""
            <p class="empty quiet">No mail yet. <a href="/">Fill in the demo form</a>, and its mail appears here by itself.</p>
            """)
        : Html.Of($"<ul class=\"mails\">{items.Select(item => Row(item, open?.Item.Id == item.Id, now))}</ul>");

    private static Html Row(InboxItem item, bool isOpen, DateTimeOffset now) => Html.Of($"""
        <li><a href="/inbox/{item.Id}"{(isOpen ? Html.Of($" aria-current=\"true\"") : Html.Empty)}>
        <span class="who">{Name(item.From)}</span> <time datetime="{Iso(item.SentAt)}">{When(item.SentAt, now)}</time>
        <span class="subject">{Subject(item)}</span>
        <span class="snippet quiet">{(item.Attachments > 0 ? $"{item.Attachments} attached · " : "")}{item.Snippet}</span>
        </a></li>
        """);

    /// <summary>The display name where there is one: a narrow list has no room for both.</summary>
    private static string Name(string from) => from.IndexOf(" <", StringComparison.Ordinal) is > 0 and var end ? from[..end] : from;

    private static Html Clear(long count) => count == 0 ? Html.Empty : Html.Of($"""
        <form method="post" action="/inbox/clear"><button class="plain">Clear all</button></form>
        """);

    private static Html Nothing(long count) => count == 0 ? Html.Empty : Html.Of($"<p class=\"empty quiet\">Choose a mail to read it.</p>");

    internal static string Subject(InboxItem item) => string.IsNullOrWhiteSpace(item.Subject) ? "(no subject)" : item.Subject;

    internal static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string When(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } and var ago => string.Create(CultureInfo.InvariantCulture, $"{(int)ago.TotalMinutes} min ago"),
        { TotalHours: < 24 } and var ago => string.Create(CultureInfo.InvariantCulture, $"{(int)ago.TotalHours} h ago"),
        _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
