using System.Text;
using MimeKit;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>Composes the mail of a subject, a text, an HTML page, headers and attachments.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Message.html</remarks>
internal static class SimpleMail
{
    public static SesError? Fill(MimeMessage message, SimpleBody simple) =>
        Subject(message, simple.Subject)
        ?? Body(message, simple.Body)
        ?? Attached.Add(message, simple.Attachments)
        ?? ExtraHeaders.Add(message, simple.Headers);

    private static SesError? Subject(MimeMessage message, TextBody? subject)
    {
        if (subject?.Data is not { } text)
            return SesError.BadRequest("Subject is required.");
        if (text.Any(char.IsControl))
            return SesError.BadRequest("Subject contains control characters.");
        if (Charset(subject, out var charset) is { } error)
            return error;
        message.Headers.Replace(HeaderId.Subject, charset, charset.GetString(charset.GetBytes(text)));
        return null;
    }

    private static SesError? Body(MimeMessage message, PartsBody? parts)
    {
        var alternatives = new MultipartAlternative();
        var error = Part(parts?.Text, "plain", alternatives) ?? Part(parts?.Html, "html", alternatives);
        if (error is not null)
            return error;
        if (alternatives.Count == 0)
            return SesError.BadRequest("Body must have a text or an HTML part.");
        message.Body = alternatives.Count == 1 ? alternatives[0] : alternatives;
        return null;
    }

    private static SesError? Part(TextBody? given, string subtype, MultipartAlternative into)
    {
        if (given is null)
            return null;
        if (Charset(given, out var charset) is { } error)
            return error;
        var part = new TextPart(subtype);
        part.SetText(charset, given.Data ?? "");
        into.Add(part);
        return null;
    }

    /// <summary>Without a charset, text is ASCII and other letters are lost, as with SES.</summary>
    private static SesError? Charset(TextBody text, out Encoding charset)
    {
        charset = Encoding.ASCII;
        if (text.Charset is null)
            return null;
        try
        {
            charset = Encoding.GetEncoding(text.Charset);
            return null;
        }
        catch (ArgumentException)
        {
            return SesError.BadRequest($"Unsupported charset '{text.Charset}'.");
        }
    }
}
