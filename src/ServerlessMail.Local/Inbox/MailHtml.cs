using System.Text.RegularExpressions;

namespace ServerlessMail.Local.Inbox;

/// <summary>A mail's HTML as its frame shows it.</summary>
internal static partial class MailHtml
{
    /// <summary>
    /// The mail's own styles and the pictures that it brings along; nothing from elsewhere, no scripts, no forms, no origin. Its links open a
    /// window of their own.
    /// </summary>
    public const string Policy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    /// <summary>What the frame's own <c>sandbox</c> attribute says: the same.</summary>
    public const string Sandbox = "allow-popups allow-popups-to-escape-sandbox";

    private const int MaxPicture = 5 * 1024 * 1024;

    /// <summary>
    /// The HTML, its own pictures written into it: the frame has no origin from which it could load them. A base for its links stands at the
    /// end, where a browser still reads it and no mail is thrown out of its mode.
    /// </summary>
    public static string? Of(InboxMail mail)
    {
        if (mail.Message.HtmlBody is not { } html)
            return null;
        foreach (var file in mail.Files.Where(file => file.ContentId is not null && file.Type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)))
        {
            var reference = $"cid:{file.ContentId}";
            if (!html.Contains(reference, StringComparison.OrdinalIgnoreCase) || file.Read() is not { Length: <= MaxPicture } picture)
                continue;
            html = html.Replace(reference, $"data:{file.Type};base64,{Convert.ToBase64String(picture)}", StringComparison.OrdinalIgnoreCase);
        }

        return html + "<base target=\"_blank\">";
    }

    /// <summary>Whether a mail program would fetch something for it from elsewhere: pictures, styles, counting pixels.</summary>
    public static bool LooksElsewhere(string html) => Elsewhere().IsMatch(html);

    [GeneratedRegex("""(?:\b(?:src|srcset|background|poster)\s*=\s*["']?|\burl\(\s*["']?|<link\b[^>]*\bhref\s*=\s*["']?)\s*(?:https?:)?//""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();
}
