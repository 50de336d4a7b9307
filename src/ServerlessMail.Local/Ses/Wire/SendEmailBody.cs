namespace ServerlessMail.Local.Ses.Wire;

/// <summary>SendEmail's request, as far as the simulator reads it; anything may be missing.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html</remarks>
internal sealed record SendEmailBody(
    string? FromEmailAddress,
    DestinationBody? Destination,
    List<string?>? ReplyToAddresses,
    ContentBody? Content,
    List<NameAndValue?>? EmailTags,
    string? ConfigurationSetName);

internal sealed record DestinationBody(List<string?>? ToAddresses, List<string?>? CcAddresses, List<string?>? BccAddresses);

internal sealed record ContentBody(SimpleBody? Simple, RawBody? Raw, TemplateBody? Template);

internal sealed record SimpleBody(TextBody? Subject, PartsBody? Body, List<NameAndValue?>? Headers, List<AttachmentBody?>? Attachments);

internal sealed record PartsBody(TextBody? Text, TextBody? Html);

/// <summary>Text, and the charset that it is sent in; without one, ASCII.</summary>
internal sealed record TextBody(string? Data, string? Charset);

/// <summary>A whole mail, in base64.</summary>
internal sealed record RawBody(byte[]? Data);

internal sealed record TemplateBody(string? TemplateName);

internal sealed record NameAndValue(string? Name, string? Value);

internal sealed record AttachmentBody(
    byte[]? RawContent,
    string? FileName,
    string? ContentType,
    string? ContentDisposition,
    string? ContentDescription,
    string? ContentId,
    string? ContentTransferEncoding);
