using MimeKit;

namespace ServerlessMail.Local.Inbox;

/// <summary>A file of a mail: an attachment, or a picture that its HTML shows.</summary>
internal sealed class InboxFile(int number, MimeEntity part)
{
    private const string AnyType = "application/octet-stream";
    private const string TypeSymbols = "!#$&-^_.+";

    /// <summary>Its place among the mail's files.</summary>
    public int Number => number;

    /// <summary>For people: it may hold anything but control characters.</summary>
    public string Name { get; } = string.Concat((part.ContentDisposition?.FileName ?? part.ContentType.Name ?? part.ContentType.MimeType).Where(c => !char.IsControl(c)));

    /// <summary>As the mail says, if that is a media type (RFC 6838 §4.2).</summary>
    public string Type { get; } = IsToken(part.ContentType.MediaType) && IsToken(part.ContentType.MediaSubtype) ? part.ContentType.MimeType : AnyType;

    /// <summary>By which the mail's HTML may refer to it.</summary>
    public string? ContentId => part.ContentId;

    /// <summary>True for what is neither the text nor the HTML of the mail.</summary>
    public static bool IsFile(MimeEntity part) => part is not TextPart || part.IsAttachment;

    /// <summary>What it holds, decoded.</summary>
    public byte[] Read()
    {
        using var content = new MemoryStream();
        if (part is MimePart { Content: { } inner })
            inner.DecodeTo(content);
        else if (part is MessagePart { Message: { } message })
            message.WriteTo(content);
        return content.ToArray();
    }

    private static bool IsToken(string text) => text.Length is > 0 and <= 127 && text.All(c => char.IsAsciiLetterOrDigit(c) || TypeSymbols.Contains(c, StringComparison.Ordinal));
}
