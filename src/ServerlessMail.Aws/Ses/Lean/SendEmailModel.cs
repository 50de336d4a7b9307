using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>One mail to send: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html.</summary>
internal sealed class SendEmailRequest : AmazonWebServiceRequest
{
    public string? ConfigurationSetName { get; set; }

    public EmailContent? Content { get; set; }

    /// <summary>At most 50 recipients in all.</summary>
    public Destination? Destination { get; set; }

    public List<MessageTag>? EmailTags { get; set; }

    /// <summary>An address, or a display name in RFC 2047 form with the address in angle brackets.</summary>
    public string? FromEmailAddress { get; set; }

    public List<string>? ReplyToAddresses { get; set; }
}

internal sealed class SendEmailResponse : AmazonWebServiceResponse
{
    public string? MessageId { get; set; }
}

internal sealed class Destination
{
    public List<string>? ToAddresses { get; set; }

    public List<string>? CcAddresses { get; set; }

    public List<string>? BccAddresses { get; set; }
}

/// <summary>Either <see cref="Simple"/> or <see cref="Raw"/>.</summary>
internal sealed class EmailContent
{
    public Message? Simple { get; set; }

    public RawMessage? Raw { get; set; }
}

internal sealed class Message
{
    public List<Attachment>? Attachments { get; set; }

    public Body? Body { get; set; }

    /// <summary>At most 15.</summary>
    public List<MessageHeader>? Headers { get; set; }

    public Content? Subject { get; set; }
}

internal sealed class Body
{
    public Content? Html { get; set; }

    public Content? Text { get; set; }
}

internal sealed class Content
{
    public string? Charset { get; set; }

    public string? Data { get; set; }
}

/// <summary>A file that goes with a mail: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Attachment.html.</summary>
internal sealed class Attachment
{
    public string? ContentDisposition { get; set; }

    public string? ContentType { get; set; }

    /// <summary>At most 255 characters.</summary>
    public string? FileName { get; set; }

    public MemoryStream? RawContent { get; set; }
}

/// <summary>How a mail program shows a file.</summary>
internal static class AttachmentContentDisposition
{
    public const string ATTACHMENT = "ATTACHMENT";
}

/// <summary>A whole mail, RFC 5322.</summary>
internal sealed class RawMessage
{
    public MemoryStream? Data { get; set; }
}

internal sealed class MessageHeader
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>Comes back with every event of the mail; name and value are up to 256 of <c>A-Za-z0-9_-</c>.</summary>
internal sealed class MessageTag
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
