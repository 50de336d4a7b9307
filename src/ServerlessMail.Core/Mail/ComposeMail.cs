using System.Collections.Immutable;
using System.Net;
using System.Text;
using ServerlessMail.Core.Attachments;

namespace ServerlessMail.Core.Mail;

/// <summary>Lays a draft out as the mail that its recipients read: every field in its order, in text and in HTML, answering to the visitor.</summary>
public static class ComposeMail
{
    private const string Cell = "padding:12px 16px;border-bottom:1px solid #e4e4e7;vertical-align:top;font-size:15px;line-height:1.5";

    /// <summary>The mail of a draft.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="attachments">The files that the draft names, with their contents.</param>
    public static MailContent From(MailDraft draft, ImmutableArray<MailAttachment> attachments = default) => new()
    {
        From = draft.From,
        To = draft.To,
        ReplyTo = draft.ReplyTo,
        Subject = draft.Subject,
        Text = Text(draft),
        Html = Html(draft),
        Attachments = attachments.IsDefault ? [] : attachments,
    };

    private static string Text(MailDraft draft)
    {
        // The fields come first: they are what a list of mails shows of it.
        var text = new StringBuilder();
        foreach (var (name, value) in draft.Fields)
        {
            var lines = value.ReplaceLineEndings("\n");
            text.Append(name).Append(lines.Contains('\n', StringComparison.Ordinal) ? ":\n" : ": ").Append(lines).Append("\n\n");
        }

        foreach (var file in draft.Attachments ?? [])
            text.Append(file.Field).Append(": ").Append(file.Name).Append(" (").Append(JudgeFiles.Size(file.Length)).Append(")\n\n");
        return text.Append("-- \nSubmitted to the form ").Append(draft.Form).Append(". ").Append(Closing(draft)).Append('\n').ToString();
    }

    private static string Html(MailDraft draft)
    {
        var html = new StringBuilder()
            .Append("<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"></head>")
            .Append("<body style=\"margin:0;padding:24px;background:#f4f4f5;color:#18181b;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif\">")
            .Append("<table role=\"presentation\" style=\"max-width:640px;width:100%;margin:0 auto;border-collapse:collapse;background:#ffffff;border:1px solid #e4e4e7\">")
            .Append("<tr><td colspan=\"2\" style=\"padding:16px;border-bottom:2px solid #18181b;font-size:17px;font-weight:600\">New submission to the form ")
            .Append(WebUtility.HtmlEncode(draft.Form.Value)).Append("</td></tr>");
        foreach (var (name, value) in draft.Fields)
            Row(html, name, value.ReplaceLineEndings("\n"));
        foreach (var file in draft.Attachments ?? [])
            Row(html, file.Field, $"{file.Name} ({JudgeFiles.Size(file.Length)})");
        return html.Append("<tr><td colspan=\"2\" style=\"padding:12px 16px;font-size:13px;color:#71717a\">")
            .Append(WebUtility.HtmlEncode(Closing(draft))).Append("</td></tr></table></body></html>").ToString();
    }

    private static void Row(StringBuilder html, string name, string value) => html
        .Append("<tr><th scope=\"row\" align=\"left\" style=\"").Append(Cell).Append(";width:30%;font-weight:600;color:#52525b\">")
        .Append(WebUtility.HtmlEncode(name)).Append("</th><td style=\"").Append(Cell).Append(";white-space:pre-wrap;word-break:break-word\">")
        .Append(WebUtility.HtmlEncode(value)).Append("</td></tr>");

    private static string Closing(MailDraft draft) => draft.ReplyTo is { } visitor
        ? $"Answer this mail to write to {visitor}."
        : "The visitor left no address to answer to.";
}
