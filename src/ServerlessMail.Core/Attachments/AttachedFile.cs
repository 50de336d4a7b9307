namespace ServerlessMail.Core.Attachments;

/// <summary>A file of a message: what is known of it beside its content, which lies in an <see cref="IAttachmentStore"/>.</summary>
/// <param name="Field">The form's field.</param>
/// <param name="Name">As <see cref="AttachmentName"/> made it.</param>
/// <param name="MediaType">As its <see cref="FileKind"/> has it.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Its content's SHA-256, 64 hexadecimal digits in lower case.</param>
public sealed record AttachedFile(string Field, string Name, string MediaType, int Length, string Sha256);
