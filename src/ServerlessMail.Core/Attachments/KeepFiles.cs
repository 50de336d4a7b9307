using System.Collections.Immutable;
using System.Security.Cryptography;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Attachments;

/// <summary>Brings a submission's files to where they lie until their message leaves, and back. Thread-safe.</summary>
public sealed class KeepFiles(IAttachmentStore store)
{
    /// <summary>False where there is no store: no file can be taken.</summary>
    public bool IsPossible => store.IsThere;

    /// <summary>Writes the files, which were judged by <see cref="JudgeFiles"/>; once this returns they are durable.</summary>
    /// <param name="form">The form that takes them.</param>
    /// <param name="id">The message that they will belong to; if it never comes to be, the store forgets them by itself.</param>
    /// <param name="files">0 and more.</param>
    /// <param name="expires">When what the message says may be forgotten.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ImmutableArray<AttachedFile>> PutAsync(Form form, MessageId id, ImmutableArray<PostedFile> files, DateTimeOffset expires, CancellationToken ct) =>
        files.IsEmpty ? [] : [.. await Task.WhenAll(files.Select((file, index) => PutAsync(form, id, index, file, expires, ct)))];

    /// <summary>The files of a message with their contents; null when one is not there any more, or is not what was put there.</summary>
    public async Task<ImmutableArray<MailAttachment>?> FindAsync(MessageId id, ImmutableArray<AttachedFile> files, CancellationToken ct)
    {
        var found = await Task.WhenAll(files.Select((file, index) => FindAsync(id, index, file, ct)));
        return found.All(one => one is not null) ? [.. found.OfType<MailAttachment>()] : null;
    }

    private async Task<AttachedFile> PutAsync(Form form, MessageId id, int index, PostedFile file, DateTimeOffset expires, CancellationToken ct)
    {
        var kind = form.Attachments?.KindOf(file.Name) ?? throw new InvalidOperationException("The file was not judged.");
        await store.PutAsync(id, index, file.Content, expires, ct);
        return new AttachedFile(file.Field, AttachmentName.Of(file.Name, kind), kind.MediaType, file.Content.Length, DigestOf(file.Content.Span));
    }

    private async Task<MailAttachment?> FindAsync(MessageId id, int index, AttachedFile file, CancellationToken ct) =>
        await store.FindAsync(id, index, ct) is { } content && DigestOf(content.Span) == file.Sha256 ? new MailAttachment(file.Name, file.MediaType, content) : null;

    private static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
