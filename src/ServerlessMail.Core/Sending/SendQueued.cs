using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Sending;

/// <summary>
/// Works on one queue record: claim, grant, check the clock, send, write down what came of it. When it returns, the record is done with
/// and can be deleted, whatever the outcome: what has to wait waits in the table. Thread-safe.
/// </summary>
/// <remarks>
/// Throws only what broken dependencies throw before the call to the provider, or when the outcome could not be written; the record then comes
/// back, and whoever gets it sees from the table that the claim stands.
/// </remarks>
public sealed partial class SendQueued(
    IMessageStore messages,
    ISenderStore senders,
    IControlStore control,
    IMailTransport transport,
    SendTimings timings,
    TimeProvider time,
    ILogger<SendQueued> log)
{
    private const int GrantTries = 3;

    public async Task SendAsync(MessageId id, CancellationToken ct)
    {
        if (await messages.FindAsync(id, ct) is not { } stored)
        {
            Unknown(log, id);
            return;
        }

        var message = stored.Message;
        if (message.Status is not (MessageStatus.Accepted or MessageStatus.Queued))
            return;
        if (stored.Draft is not { } draft)
        {
            await messages.TrySaveAsync(message, message.Fail(time.GetUtcNow(), "draft-expired"), ct);
            return;
        }

        // From here on: what the allowlist says now is good for no longer than the claim.
        var started = time.GetTimestamp();
        if (await senders.FindAsync(draft.From.Address, ct) is not { Status: SenderStatus.Verified })
        {
            await messages.TrySaveAsync(message, message.HoldFor(HoldReason.Operator, time.GetUtcNow(), remark: "sender-not-allowed"), ct);
            return;
        }

        var now = time.GetUtcNow();
        var claimed = message.Claim(now, now + timings.ClaimExpires);
        if (await messages.TrySaveAsync(message, claimed, ct))
            await SendClaimedAsync(claimed, draft, started, ct);
    }

    private async Task SendClaimedAsync(Message claimed, MailDraft draft, long started, CancellationToken ct)
    {
        if (await WithoutGrantAsync(claimed, started, ct) is { } notSent)
        {
            await messages.TrySaveAsync(claimed, notSent, ct);
            return;
        }

        // From here on the caller's wish to stop must not turn a mail that left into one that nobody knows of.
        using var call = new CancellationTokenSource(timings.CallTimeout, time);
        var outcome = await transport.SendAsync(ComposeMail.From(draft), new SendTags(claimed.Id, claimed.Attempt, claimed.Lane), call.Token);
        using var record = new CancellationTokenSource(timings.CallTimeout, time);
        if (outcome is SendOutcome.AccountStopped stopped)
            await control.PauseAsync(stopped.Reason, "ses", time.GetUtcNow(), record.Token);
        await RecordAsync(claimed, outcome, record.Token);
    }

    /// <summary>Takes a grant; null when the call may begin now, else what becomes of the message instead.</summary>
    private async Task<Message?> WithoutGrantAsync(Message claimed, long started, CancellationToken ct)
    {
        for (var tries = 0; tries < GrantTries; tries++)
        {
            var asked = time.GetTimestamp();
            switch (await control.TakeGrantAsync(claimed.Lane, claimed.Recipients, ct))
            {
                case GrantOutcome.Paused:
                    return claimed.HoldFor(HoldReason.Pause, time.GetUtcNow());
                case GrantOutcome.Unusable:
                    ControlUnusable(log, claimed.Id);
                    return claimed.HoldFor(HoldReason.Pause, time.GetUtcNow(), remark: "control-unusable");
                case GrantOutcome.Granted when time.GetElapsedTime(started) > timings.SendWithin:
                    return Late(claimed);
                case GrantOutcome.Granted when time.GetElapsedTime(asked) <= Grant.Life:
                    return null;
                case GrantOutcome.Granted:
                    break; // Too old to be used: ask again.
            }
        }

        return Late(claimed);
    }

    private Message Late(Message claimed) =>
        claimed.Retry(time.GetUtcNow(), time.GetUtcNow() + timings.BackOff(claimed.Attempt, 1), "slow-worker");

    private async Task RecordAsync(Message claimed, SendOutcome outcome, CancellationToken ct)
    {
        var current = claimed;
        while (Next(current, claimed.Attempt, outcome) is { } after && !await messages.TrySaveAsync(current, after, ct))
            current = (await messages.FindAsync(claimed.Id, ct))?.Message ?? throw new InvalidOperationException($"Message {claimed.Id} has vanished.");
        Outcome(log, claimed.Id, claimed.Attempt, outcome.GetType().Name);
    }

    /// <summary>The message after an answer; null when nothing is left to write, since feedback was faster than the answer.</summary>
    private Message? Next(Message current, int attempt, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        if (current.Status == MessageStatus.Sending && current.Attempt == attempt)
            return outcome.Settle(current, now, timings, current.Id.Spread(attempt));
        if (outcome is not SendOutcome.Sent sent)
            return current.Note(now, "late-answer");
        if (current.SesMessageId == sent.SesMessageId)
            return null;
        return MessageLife.Allows(current.Status, MessageStatus.Sent) && current.Status != MessageStatus.Sending
            ? current.Sent(now, sent.SesMessageId, "late-answer")
            : current.Note(now, "late-answer");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue names a message that is not in the table: {MessageId}.")]
    private static partial void Unknown(ILogger logger, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The control item cannot be used: message {MessageId} is held.")]
    private static partial void ControlUnusable(ILogger logger, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} attempt {Attempt}: {Outcome}.")]
    private static partial void Outcome(ILogger logger, MessageId messageId, int attempt, string outcome);
}
