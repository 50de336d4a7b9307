using System.Text;
using MimeKit;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Inbox;

/// <summary>One mail: who, what, and the chosen view of it.</summary>
internal static class MailPane
{
    private const int MaxSource = 200_000;

    public static Html Of(InboxMail mail, InboxView view) => Html.Of($"""
        <article>
        <p class="back"><a href="/inbox">← All mail</a></p>
        <h2>{InboxPages.Subject(mail.Item)}</h2>
        <dl class="people">
        <dt>From</dt><dd>{mail.Item.From}</dd>
        <dt>To</dt><dd>{string.Join(", ", mail.Item.Recipients)}</dd>
        {ReplyTo(mail.Message)}<dt>Sent</dt><dd><time datetime="{InboxPages.Iso(mail.Item.SentAt)}">{mail.Item.SentAt.UtcDateTime.ToString("R")}</time></dd>
        {Tags(mail.Item)}</dl>
        <nav aria-label="Views"><ul class="views">{Enum.GetValues<InboxView>().Select(known => Tab(mail.Item.Id, known, view))}</ul></nav>
        <div class="view">{Shown(mail, view)}</div>
        {Attachments(mail.Message)}
        </article>
        """);

    private static Html ReplyTo(MimeMessage message) => message.ReplyTo.Count == 0 ? Html.Empty : Html.Of($"<dt>Reply to</dt><dd>{message.ReplyTo.ToString()}</dd>\n");

    private static Html Tags(InboxItem item) => item.Tags.Count == 0 ? Html.Empty : Html.Of($"""
        <dt>Tags</dt><dd>{item.Tags.Select(tag => Html.Of($"<code>{tag.Key}={tag.Value}</code> "))}</dd>

        """);

    private static Html Tab(long id, InboxView view, InboxView current)
    {
        var target = new Uri($"/inbox/{id}?view={view.ToString().ToLowerInvariant()}", UriKind.Relative);
        return view == current
            ? Html.Of($"<li><a href=\"{target}\" aria-current=\"page\">{Label(view)}</a></li>")
            : Html.Of($"<li><a href=\"{target}\">{Label(view)}</a></li>");
    }

    private static string Label(InboxView view) => view == InboxView.Html ? "HTML" : view.ToString();

    private static Html Shown(InboxMail mail, InboxView view) => view switch
    {
        // Not even its own origin: the frame can neither run scripts nor reach the inbox.
        InboxView.Html when mail.Message.HtmlBody is not null => Html.Of(
            $"<iframe sandbox title=\"The mail’s HTML\" src=\"/inbox/{mail.Item.Id}/html\" referrerpolicy=\"no-referrer\"></iframe>"),
        InboxView.Html => Html.Of($"<p class=\"quiet\">This mail has no HTML.</p>"),
        InboxView.Text when mail.Message.TextBody is { } text => Html.Of($"<pre class=\"text\">{text}</pre>"),
        InboxView.Text => Html.Of($"<p class=\"quiet\">This mail has no text.</p>"),
        InboxView.Headers => Html.Of($"<table><tbody>{mail.Message.Headers.Select(header => Html.Of($"<tr><th scope=\"row\">{header.Field}</th><td>{header.Value}</td></tr>"))}</tbody></table>"),
        InboxView.Source => Html.Of($"<p><a href=\"/inbox/{mail.Item.Id}/source\" download=\"{mail.Item.SesId}.eml\">Download .eml</a></p><pre>{Source(mail.Source)}</pre>"),
    };

    private static string Source(byte[] source) => source.Length <= MaxSource
        ? Encoding.UTF8.GetString(source)
        : Encoding.UTF8.GetString(source.AsSpan(0, MaxSource)) + "\n… (the rest is in the download)";

    private static Html Attachments(MimeMessage message) => !message.Attachments.Any() ? Html.Empty : Html.Of($"""
        <h3>Attachments</h3><ul>{message.Attachments.Select(attachment => Html.Of($"<li>{InboxPages.NameOf(attachment)} <span class=\"quiet\">{attachment.ContentType.MimeType}</span></li>"))}</ul>
        """);
}
