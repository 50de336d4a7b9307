using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// Stands before every store of messages and is the only one that seals: what is added gets its salt, its content's digest and its first seal,
/// what is saved the next one. A message that is read with a broken trail still goes its way, but its trail stays without a seal from then on.
/// </summary>
/// <param name="inner">The store, which only keeps what it is given.</param>
/// <param name="key">The key of all chains.</param>
/// <param name="log">Is told of every broken trail that is read.</param>
public sealed partial class SealedMessages(IMessageStore inner, TrailKey key, ILogger<SealedMessages> log) : IMessageStore
{
    public async Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct)
    {
        var salt = Digest.Random();
        var salted = message with { Salt = salt, DraftDigest = TrailChain.OfDraft(salt, draft) };
        return await inner.TryAddAsync(salted with { Chain = (await ChainAsync(ct)).Seal(salted) }, draft, draftExpires, ct);
    }

    public async Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct)
    {
        if (await inner.FindAsync(id, ct) is not { } stored)
            return null;
        if ((await ChainAsync(ct)).Check(stored.Message) is not { } fault)
            return stored;
        Broken(log, id, fault);
        return stored with { Message = stored.Message with { Chain = null } };
    }

    public async Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) =>
        await inner.TrySaveAsync(before, await SealAsync(before, after, ct), ct);

    public async Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct) =>
        await inner.TryEraseAsync(before, await SealAsync(before, after, ct), ct);

    public Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) => inner.DueAsync(now, limit, ct);

    public Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) => inner.ParkedAsync(where, limit, ct);

    public Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct) => inner.CountParkedAsync(where, limit, ct);

    /// <summary>As they stand in the store, for whoever looks or checks; who acts on a message reads it by <see cref="FindAsync"/>.</summary>
    public Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct) => inner.ListAsync(day, before, limit, ct);

    private async Task<Message> SealAsync(Message before, Message after, CancellationToken ct) => after with { Chain = (await ChainAsync(ct)).Extend(before, after) };

    private async ValueTask<TrailChain> ChainAsync(CancellationToken ct) => new(await key.ReadAsync(ct));

    [LoggerMessage(Level = LogLevel.Error, Message = "The trail of message {MessageId} is broken ({Fault}): somebody changed it in the store. 'smail audit verify' finds all that are.")]
    private static partial void Broken(ILogger logger, MessageId messageId, TrailFault fault);
}
