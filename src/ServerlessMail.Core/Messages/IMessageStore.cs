using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Messages;

/// <summary>Where messages live. Every write is one atomic step, and reads see every write that returned before them. Thread-safe.</summary>
/// <remarks>
/// Implementations throw what their library throws when the table cannot be reached; none of that is an outcome. Where an answer can be lost on the way, they
/// try again and know their own write again (docs/decisions/0007-a-write-knows-its-own.md): callers do not.
/// </remarks>
public interface IMessageStore
{
    /// <summary>
    /// Writes a message that is not there yet: first the draft, where it does not fit the head, then the head. Before it throws because answers were lost, it
    /// looks whether the head is there after all: who is told of a failure sends his message once more.
    /// </summary>
    /// <param name="message">The head.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="draftExpires">When the draft may be forgotten; the head is kept for <see cref="Retention.Trail"/>.</param>
    /// <param name="ct">Ends the wait, not the write.</param>
    /// <returns>False if the id is taken: nothing was changed.</returns>
    Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct);

    /// <summary>The message as last written, with its draft; null if there is none.</summary>
    Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct);

    /// <summary>Writes what became of a message, if nobody wrote since <paramref name="before"/> was read.</summary>
    /// <returns>False if <see cref="Message.Seq"/> has moved on: nothing was changed.</returns>
    Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct);

    /// <summary>Writes what became of a message as <see cref="TrySaveAsync"/> does, and forgets its draft, if nobody wrote since <paramref name="before"/> was read.</summary>
    /// <remarks>A process that dies in the middle may leave a draft that stands beside its head; the same call on what is then there takes it away.</remarks>
    /// <returns>False if <see cref="Message.Seq"/> has moved on: nothing was changed.</returns>
    Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct);

    /// <summary>Up to <paramref name="limit"/> messages whose moment has come, those longest due first where the store can tell.</summary>
    Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Up to <paramref name="limit"/> messages that wait there, those longest there first where the store can tell.</summary>
    Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct);

    /// <summary>
    /// How many messages wait there; it stops counting at <paramref name="limit"/>, and reads about as many keys at most, so that the answer costs the
    /// same with a million of them.
    /// </summary>
    /// <param name="where">The place.</param>
    /// <param name="limit">1 and more.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct);

    /// <summary>A day's messages (UTC), newest first, from below <paramref name="before"/> on.</summary>
    Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct);
}
