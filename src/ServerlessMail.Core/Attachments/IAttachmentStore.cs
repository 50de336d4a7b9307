using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Attachments;

/// <summary>Where the contents of attachments lie until their message's content is forgotten. Thread-safe.</summary>
/// <remarks>Implementations throw what their library throws when the store cannot be reached.</remarks>
public interface IAttachmentStore
{
    /// <summary>False where there is no such store: forms that take files are closed then.</summary>
    bool IsThere { get; }

    /// <summary>Writes one content; once this returns it is durable. Doing it again is safe.</summary>
    /// <param name="message">The message.</param>
    /// <param name="index">Which of its files: 0 to 9.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="expires">It is kept until then at least, and not much longer.</param>
    /// <param name="ct">Ends the wait.</param>
    Task PutAsync(MessageId message, int index, ReadOnlyMemory<byte> content, DateTimeOffset expires, CancellationToken ct);

    /// <summary>One content of a message; null when it is not there, or not any more.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(MessageId message, int index, CancellationToken ct);

    /// <summary>Forgets all contents of a message; that there are none is no fault.</summary>
    Task DeleteAsync(MessageId message, CancellationToken ct);
}
