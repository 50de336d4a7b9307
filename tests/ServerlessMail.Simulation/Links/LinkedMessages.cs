using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The messages as one worker reaches them.</summary>
internal sealed class LinkedMessages(Link link, IMessageStore store, StaleIndex index) : IMessageStore
{
    public Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "adds", message.Id, () => store.TryAddAsync(message, draft, draftExpires, CancellationToken.None), ct);

    public Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "finds", id, () => store.FindAsync(id, CancellationToken.None), ct);

    public Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "saves", before.Id, () => store.TrySaveAsync(before, after, CancellationToken.None), ct);

    public Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "erases", before.Id, () => store.TryEraseAsync(before, after, CancellationToken.None), ct);

    public Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "asks what is due", null, () => index.LagAsync(store.DueAsync(now, limit, CancellationToken.None)), ct);

    public Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "asks what is parked", null, () => index.LagAsync(store.ParkedAsync(where, limit, CancellationToken.None)), ct);

    public Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "counts what is parked", null, () => store.CountParkedAsync(where, limit, CancellationToken.None), ct);

    public Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "lists", null, () => store.ListAsync(day, before, limit, CancellationToken.None), ct);
}
