using System.Globalization;
using System.Text;
using MimeKit;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local.Inbox;

/// <summary>One mail: who, what, and the chosen view of it.</summary>
internal static class MailPane
{
    private const int MaxSource = 200_000;

    public static Html Of(OpenMail open)
    {
        var (mail, view) = open;
        return Html.Of($"""
            <article aria-labelledby="subject">
            <p class="back"><a href="/inbox">← Inbox</a></p>
            <div class="head">
            <h2 id="subject" tabindex="-1">{InboxPages.Subject(mail.Item)}</h2>
            <div class="acts">
            <a class="button plain" href="/inbox/{mail.Item.Id}/source" download="{mail.Item.SesId}.eml">Download</a>
            <form method="post" action="/inbox/{mail.Item.Id}/delete"><button class="plain">Delete</button></form>
            </div>
            </div>
            <dl class="people">
            {People("From", mail.Message.From)}{People("To", mail.Message.To)}{People("Cc", mail.Message.Cc)}{Hidden(mail)}{People("Reply to", mail.Message.ReplyTo)}<dt>Sent</dt><dd><time class="full" datetime="{InboxPages.Iso(mail.Item.SentAt)}">{mail.Item.SentAt.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)}</time> <span class="quiet">· {Size(mail.Item.Size)}</span></dd>
            {Tags(mail.Item)}</dl>
            {Files(mail)}<nav aria-label="Views of the mail"><ul class="views">{Enum.GetValues<InboxView>().Where(known => known == view || Has(mail, known)).Select(known => Tab(mail.Item.Id, known, view))}</ul></nav>
            <div class="view">{Shown(mail, view)}</div>
            </article>
            """);
    }

    private static Html People(string label, InternetAddressList people) =>
        people.Count == 0 ? Html.Empty : Html.Of($"<dt>{label}</dt><dd>{string.Join(", ", people.Mailboxes.Select(Person))}</dd>\n");

    private static string Person(MailboxAddress mailbox) => string.IsNullOrEmpty(mailbox.Name) ? mailbox.Address : $"{mailbox.Name} <{mailbox.Address}>";

    private static Html Hidden(InboxMail mail) => mail.Hidden.ToArray() is { Length: > 0 } hidden
        ? Html.Of($"<dt>Bcc</dt><dd>{string.Join(", ", hidden)}</dd>\n")
        : Html.Empty;

    private static Html Tags(InboxItem item) => item.Tags.Count == 0 ? Html.Empty : Html.Of($"""
        <dt>Tags</dt><dd class="tags">{item.Tags.Select(tag => Html.Of($"<span class=\"tag\"><span class=\"quiet\">{tag.Key}</span> {tag.Value}</span> "))}</dd>

        """);

    private static Html Files(InboxMail mail) => mail.Files.Count == 0 ? Html.Empty : Html.Of($"""
        <ul class="files" aria-label="Files">{mail.Files.Select(file => Html.Of($"<li><a href=\"/inbox/{mail.Item.Id}/files/{file.Number}\" download=\"{file.Name}\"><span class=\"name\">{file.Name}</span> <span class=\"quiet\">{Size(file.Read().Length)}</span></a></li>"))}</ul>

        """);

    private static bool Has(InboxMail mail, InboxView view) => view switch
    {
        InboxView.Html => mail.Message.HtmlBody is not null,
        InboxView.Text => mail.Message.TextBody is not null,
        InboxView.Headers or InboxView.Source => true,
    };

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
        InboxView.Html when mail.Message.HtmlBody is { } html => Html.Of($"""
            {(MailHtml.LooksElsewhere(html) ? Html.Of($"<p class=\"notice\">Pictures and styles from elsewhere are not loaded.</p>") : Html.Empty)}<iframe sandbox="{MailHtml.Sandbox}" title="The mail’s HTML" src="/inbox/{mail.Item.Id}/html" referrerpolicy="no-referrer"></iframe>
            """),
        InboxView.Html => Html.Of($"<p class=\"quiet\">This mail has no HTML.</p>"),
        InboxView.Text when mail.Message.TextBody is { } text => Html.Of($"<pre class=\"text\">{text}</pre>"),
        InboxView.Text => Html.Of($"<p class=\"quiet\">This mail has no text.</p>"),
        InboxView.Headers => Html.Of($"<table><tbody>{mail.Message.Headers.Select(header => Html.Of($"<tr><th scope=\"row\">{header.Field}</th><td>{header.Value}</td></tr>"))}</tbody></table>"),
        InboxView.Source => Html.Of($"<pre>{Source(mail.Source)}</pre>"),
    };

    private static string Source(byte[] source) => source.Length <= MaxSource
        ? Encoding.UTF8.GetString(source)
        : Encoding.UTF8.GetString(source.AsSpan(0, MaxSource)) + "\n… (the rest is in the download)";

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };
}
