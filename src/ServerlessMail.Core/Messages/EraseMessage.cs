using ServerlessMail.Core.Attachments;
using Status = ServerlessMail.Core.Messages.MessageStatus;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// Erases what a message says. Its trail stays and stays verifiable: of the content it holds a digest under a salt of its own, and the salt goes
/// with the content. Thread-safe.
/// </summary>
public sealed class EraseMessage(IMessageStore messages, IAttachmentStore attachments, TimeProvider time)
{
    private const int MaxTries = 4;

    /// <summary>The reason code in the trail of a message that was erased before it left.</summary>
    public const string Reason = "erased";

    /// <summary>Erases one message; doing it again is safe.</summary>
    public async Task<EraseOutcome> RunAsync(MessageId id, CancellationToken ct)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await messages.FindAsync(id, ct) is not { Message: var before, Draft: var draft })
                return new EraseOutcome.Unknown();
            if (draft?.Attachments is { Length: > 0 } && !attachments.IsThere)
                return new EraseOutcome.FilesOutOfReach();
            if (before.Status is Status.Sending or Status.Uncertain)
                return new EraseOutcome.NotYet(before.Status);
            var wasErased = before.Salt is null && before.DraftDigest is not null;
            var isCancelled = MessageLife.Allows(before.Status, Status.Cancelled);
            var now = time.GetUtcNow();
            var after = (isCancelled ? before.Cancel(now, Reason) : before).Erase(now, null);
            if (!await messages.TryEraseAsync(before, after, ct))
                continue;
            // A process that dies here leaves them to the next erasure, or to their store.
            await attachments.DeleteAsync(id, ct);
            return wasErased ? new EraseOutcome.Already(after) : new EraseOutcome.Erased(after, isCancelled);
        }

        return new EraseOutcome.Contended();
    }
}
