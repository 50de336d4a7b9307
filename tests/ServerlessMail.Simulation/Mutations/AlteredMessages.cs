using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A store of messages of which a mutation alters something.</summary>
internal abstract class AlteredMessages(IMessageStore store) : IMessageStore
{
    public virtual Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct) =>
        store.TryAddAsync(message, draft, draftExpires, ct);

    public Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct) => store.FindAsync(id, ct);

    public virtual Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) => store.TrySaveAsync(before, after, ct);

    public Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct) => store.TryEraseAsync(before, after, ct);

    public virtual Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) => store.DueAsync(now, limit, ct);

    public virtual Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) => store.ParkedAsync(where, limit, ct);

    public Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct) => store.CountParkedAsync(where, limit, ct);

    public virtual Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct) => store.ListAsync(day, before, limit, ct);
}
