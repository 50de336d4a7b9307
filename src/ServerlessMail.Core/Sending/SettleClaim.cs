using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>
/// Writes what became of a claimed message, on a deadline of its own: the worker's end must not keep it from being written. The table first, then
/// the queue, which the sweeper stands in for. Thread-safe.
/// </summary>
public sealed partial class SettleClaim(IMessageStore messages, EnqueueMessage enqueue, SendTimings timings, TimeProvider time, ILogger<SettleClaim> log)
{
    /// <summary>The message as it goes back to be tried again, after a back-off with full jitter.</summary>
    public Message Again(Message claimed, DateTimeOffset at, string reason) =>
        claimed.Retry(at, at + timings.BackOff(claimed.Setbacks + 1, claimed.Id.Spread(claimed.Attempt)) + timings.QueueGrace, reason);

    /// <summary>
    /// The message as it waits for the rate: at first a little while in its queue, which a burst does not outlast; after that, and at once where the lane is
    /// full or bulk, in its lane's backlog.
    /// </summary>
    public Message ForRoom(Message claimed, bool isLaneFull, DateTimeOffset at) => claimed.Attempt == 1 && claimed.Lane != Lane.Bulk && !isLaneFull
        ? claimed.WaitForRate(at, at + (timings.BurstWait * (0.1 + (0.9 * claimed.Id.Spread(0)))) + timings.QueueGrace)
        : claimed.Backlog(at);

    /// <summary>Writes what became of a message whose call was not made; false if it could not be written.</summary>
    public Task<bool> TryNotSentAsync(Message claimed, Message after) => TryAsync(claimed, async ct =>
    {
        if (await messages.TrySaveAsync(claimed, after, ct))
            await EnqueueAsync(after, ct);
    });

    /// <summary>Writes what the provider answered; false if it could not be written.</summary>
    /// <param name="claimed">The message as it was claimed.</param>
    /// <param name="outcome">The answer.</param>
    /// <param name="beside">What else the answer brings about; waited for, and part of the result.</param>
    public Task<bool> TryAnswerAsync(Message claimed, SendOutcome outcome, Func<CancellationToken, Task> beside) => TryAsync(claimed, async ct =>
    {
        await Task.WhenAll(beside(ct), AnswerAsync(claimed, outcome, ct));
        outcome.Figure.Add(1);
        Outcome(log, claimed.Id, claimed.Attempt, outcome.GetType().Name);
    });

    private async Task AnswerAsync(Message claimed, SendOutcome outcome, CancellationToken ct)
    {
        var current = claimed;
        while (Next(current, claimed.Attempt, outcome) is { } after)
        {
            if (await messages.TrySaveAsync(current, after, ct))
            {
                await EnqueueAsync(after, ct);
                return;
            }

            current = (await messages.FindAsync(claimed.Id, ct))?.Message ?? throw new InvalidOperationException($"Message {claimed.Id} has vanished.");
        }
    }

    /// <summary>The message after an answer; null when nothing is left to write, since feedback was faster than the answer.</summary>
    private Message? Next(Message current, int attempt, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        if (current.Status == MessageStatus.Sending && current.Attempt == attempt)
        {
            // An earlier attempt that feedback proved to be taken settles it: no other may follow.
            return outcome is not SendOutcome.Sent && current.TakenAlso is [.., var earlier]
                ? current.Sent(now, earlier, "feedback")
                : outcome.Settle(current, now, timings, current.Id.Spread(attempt));
        }

        if (outcome is not SendOutcome.Sent sent)
            return current.Note(now, "late-answer");
        var after = current.Taken(now, attempt, sent.SesMessageId, "late-answer");
        return after.Seq == current.Seq ? null : after;
    }

    /// <summary>What is to be tried again goes to its queue, hidden there until its back-off is over.</summary>
    private async Task EnqueueAsync(Message after, CancellationToken ct)
    {
        if (after is not { Status: MessageStatus.Queued, Due.Moment: { } looked })
            return;
        await enqueue.SendAsync(after, looked - timings.QueueGrace - time.GetUtcNow(), ct);
    }

    private async Task<bool> TryAsync(Message claimed, Func<CancellationToken, Task> write)
    {
        using var record = new CancellationTokenSource(timings.CallTimeout, time);
        try
        {
            await write(record.Token);
            return true;
        }
        catch (Exception fault)
        {
            // Its record comes back and finds what was written, or the sweeper finds the claim.
            NotWritten(log, claimed.Id, claimed.Attempt, fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} attempt {Attempt}: {Outcome}.")]
    private static partial void Outcome(ILogger logger, MessageId messageId, int attempt, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of message {MessageId} attempt {Attempt} is not written ({Fault}).")]
    private static partial void NotWritten(ILogger logger, MessageId messageId, int attempt, string fault);
}
