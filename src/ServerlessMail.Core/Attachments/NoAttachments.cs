using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Attachments;

/// <summary>Stands where no attachment store is set up: forms that take files are closed.</summary>
public sealed class NoAttachments : IAttachmentStore
{
    public bool IsThere => false;

    public Task PutAsync(MessageId message, int index, ReadOnlyMemory<byte> content, DateTimeOffset expires, CancellationToken ct) =>
        throw new InvalidOperationException("No attachment store is set up.");

    /// <summary>Nothing is there.</summary>
    public Task<ReadOnlyMemory<byte>?> FindAsync(MessageId message, int index, CancellationToken ct) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    public Task DeleteAsync(MessageId message, CancellationToken ct) => Task.CompletedTask;
}
