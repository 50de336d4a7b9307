namespace ServerlessMail.Core.Attachments;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Safe in a header but for its encoding, at most <see cref="AttachmentName.MaxLength"/> characters.</param>
/// <param name="MediaType">Of a <see cref="FileKind"/>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailAttachment(string Name, string MediaType, ReadOnlyMemory<byte> Content);
