using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Invariants;

namespace ServerlessMail.Simulation.Links;

/// <summary>The table itself, with the witness beside it: every write in its true order.</summary>
internal sealed class WatchedMessages(IMessageStore store, Witness witness) : IMessageStore
{
    public async Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct)
    {
        witness.Drafts.TryAdd(message.Id, draft);
        return Seen(await store.TryAddAsync(message, draft, draftExpires, ct), message);
    }

    public Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct) => store.FindAsync(id, ct);

    public async Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) => Seen(await store.TrySaveAsync(before, after, ct), after);

    public async Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct) => Seen(await store.TryEraseAsync(before, after, ct), after);

    public Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) => store.DueAsync(now, limit, ct);

    public Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) => store.ParkedAsync(where, limit, ct);

    public Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct) => store.CountParkedAsync(where, limit, ct);

    public Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct) => store.ListAsync(day, before, limit, ct);

    private bool Seen(bool written, Message after)
    {
        if (written)
            witness.Wrote(after);
        return written;
    }
}
