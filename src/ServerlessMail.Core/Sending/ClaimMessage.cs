using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Sending;

/// <summary>Takes one message for an attempt, by the last write before its call. Thread-safe.</summary>
public sealed partial class ClaimMessage(IMessageStore messages, ISenderStore senders, KeepFiles files, SendTimings timings, TimeProvider time, ILogger<ClaimMessage> log)
{
    private const int MaxTries = 3;

    /// <summary>Null when there is nothing to send: it is gone, done, held, somebody else's, or may not be sent and was put aside here.</summary>
    public async Task<ClaimedMail?> TryAsync(MessageId id, CancellationToken ct)
    {
        // Who was overtaken looks once more: it may have been no claim, but a note in the trail.
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var (mail, isOvertaken) = await OnceAsync(id, ct);
            if (!isOvertaken)
                return mail;
        }

        return null;
    }

    private async Task<(ClaimedMail? Mail, bool IsOvertaken)> OnceAsync(MessageId id, CancellationToken ct)
    {
        if (await messages.FindAsync(id, ct) is not { } stored)
        {
            Unknown(log, id);
            return (null, false);
        }

        var message = stored.Message;
        if (message.Status is not (MessageStatus.Accepted or MessageStatus.Queued))
            return (null, false);
        if (stored.Draft is not { } draft)
        {
            Expired(log, id);
            await messages.TrySaveAsync(message, message.Fail(time.GetUtcNow(), "draft-expired"), ct);
            return (null, false);
        }

        // Before the claim: a store that cannot be reached must leave the message as it is.
        if (await files.FindAsync(id, draft.Attachments ?? [], ct) is not { } attachments)
        {
            await messages.TrySaveAsync(message, message.HoldFor(HoldReason.Operator, time.GetUtcNow(), remark: "attachment-missing"), ct);
            return (null, false);
        }

        // From here on: what the allowlist says now is good for no longer than the claim.
        var started = time.GetTimestamp();
        if (await senders.FindAsync(draft.From.Address, ct) is not { Status: SenderStatus.Verified })
        {
            await messages.TrySaveAsync(message, message.HoldFor(HoldReason.Operator, time.GetUtcNow(), remark: "sender-not-allowed"), ct);
            return (null, false);
        }

        var now = time.GetUtcNow();
        var claimed = message.Claim(now, now + timings.ClaimExpires);
        return await messages.TrySaveAsync(message, claimed, ct) ? (new ClaimedMail(claimed, draft, attachments, started), false) : (null, true);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} was kept back for longer than its content is kept: it ends without a send.")]
    private static partial void Expired(ILogger logger, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue names a message that is not in the table: {MessageId}.")]
    private static partial void Unknown(ILogger logger, MessageId messageId);
}
