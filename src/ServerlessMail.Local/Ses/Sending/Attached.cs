using MimeKit;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The attachments of a simple mail: files beside the text, and pictures that its HTML shows by their content id.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Attachment.html</remarks>
internal static class Attached
{
    private const int MaxFileName = 255;

    /// <summary>Puts the attachments around the body, which must be there.</summary>
    public static SesError? Add(MimeMessage message, List<AttachmentBody?>? attachments)
    {
        var related = new MultipartRelated();
        var mixed = new Multipart("mixed");
        foreach (var attachment in attachments ?? [])
        {
            if (attachment is not { FileName: { Length: > 0 and <= MaxFileName } name, RawContent: { } content })
                return SesError.BadRequest("An attachment needs a FileName of at most 255 characters and RawContent.");
            if (name.Any(char.IsControl))
                return SesError.BadRequest("The FileName of an attachment contains control characters.");
            var isInline = attachment.ContentDisposition == "INLINE";
            if (!isInline && attachment.ContentDisposition is not (null or "ATTACHMENT"))
                return SesError.BadRequest("ContentDisposition must be ATTACHMENT or INLINE.");
            if (Part(attachment, name, content, isInline) is not { } part)
                return SesError.BadRequest("The ContentType or ContentId of an attachment is not valid.");
            (isInline ? related : mixed).Add(part);
        }

        // The caller has set the body.
        var body = message.Body!;
        if (related.Count > 0)
        {
            related.Root = body;
            body = related;
        }

        if (mixed.Count > 0)
        {
            mixed.Insert(0, body);
            body = mixed;
        }

        message.Body = body;
        return null;
    }

    private static MimePart? Part(AttachmentBody attachment, string name, byte[] content, bool isInline)
    {
        if (!ContentType.TryParse(attachment.ContentType ?? MimeTypes.GetMimeType(name), out var type))
            return null;
        var part = new MimePart(type)
        {
            ContentDisposition = new ContentDisposition(isInline ? ContentDisposition.Inline : ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(content, writable: false)),
            FileName = name,
        };
        if (attachment.ContentId is not { } id)
            return part;
        if (id.Length is 0 or > 78 || id.Any(c => c is <= ' ' or > '~' or '<' or '>'))
            return null;
        part.ContentId = id;
        return part;
    }
}
