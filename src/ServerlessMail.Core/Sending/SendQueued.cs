using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>
/// Works on a batch of one lane's queue records: claim, grant, check the clock, send, write down what came of it. What has to wait for longer
/// than <see cref="SendTimings.LongestSleep"/> waits in the table. Thread-safe.
/// </summary>
public sealed partial class SendQueued(ClaimMessage claim, GrantClaimed grant, ILogger<SendQueued> log)
{
    /// <summary>
    /// Works on all of them side by side. A message that is not among those returned is done with, whatever came of it, and its record can be
    /// deleted; those returned met a broken dependency before their call, or their outcome could not be written: their records must come back.
    /// </summary>
    /// <param name="ids">1 to 10 messages, no two the same, all of one lane.</param>
    /// <param name="ct">No call begins after it; one that has begun is brought to its end.</param>
    public async Task<IReadOnlySet<MessageId>> SendAsync(IReadOnlyCollection<MessageId> ids, CancellationToken ct)
    {
        var failed = ids.ToHashSet();
        var claimed = (await Task.WhenAll(ids.Select(id => TryClaimAsync(id, failed, ct)))).OfType<ClaimedMail>().ToList();
        foreach (var lane in claimed.GroupBy(mail => mail.Message.Lane))
        {
            foreach (var id in await grant.SendAsync(lane.Key, [.. lane], ct))
                failed.Remove(id);
        }

        return failed;
    }

    private async Task<ClaimedMail?> TryClaimAsync(MessageId id, HashSet<MessageId> failed, CancellationToken ct)
    {
        try
        {
            if (await claim.TryAsync(id, ct) is { } claimed)
                return claimed;
            lock (failed)
                failed.Remove(id);
            return null;
        }
        catch (Exception fault)
        {
            // Also the worker's end: what its neighbours have claimed must not be forgotten over it.
            NotClaimed(log, id, fault.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be claimed ({Fault}): its record comes back.")]
    private static partial void NotClaimed(ILogger logger, MessageId messageId, string fault);
}
