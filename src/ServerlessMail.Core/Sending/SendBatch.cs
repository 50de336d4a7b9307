using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>
/// Works on one batch of a lane's queue as its host received it. What names no message is done with once its reason is logged: nothing of ours is
/// lost with it, since the table holds every message and the sweeper queues it again. Thread-safe.
/// </summary>
public sealed partial class SendBatch(SendQueued send, ILogger<SendBatch> log)
{
    /// <summary>Sends what the records name, each message once however many of them name it.</summary>
    /// <param name="lane">Whose queue they come from.</param>
    /// <param name="records">Up to 10 deliveries.</param>
    /// <param name="ct">No call begins after it; one that has begun is brought to its end.</param>
    /// <returns>The records that must come back: a dependency was broken. The others are done with and can be deleted.</returns>
    public async Task<IReadOnlyList<QueueRecord>> RunAsync(Lane lane, IReadOnlyList<QueueRecord> records, CancellationToken ct)
    {
        var read = records.ToLookup(record => MessageId.TryParse(record.Body, out var id) ? id : (MessageId?)null);
        foreach (var foreign in read[null])
            NotOurs(log, lane, foreign.ReceiveCount);
        var failed = await send.SendAsync([.. read.Select(same => same.Key).OfType<MessageId>()], ct);
        return [.. read.Where(same => same.Key is { } id && failed.Contains(id)).SelectMany(same => same)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A record of the {Lane} queue is passed over at delivery {Count}: no-message-id.")]
    private static partial void NotOurs(ILogger logger, Lane lane, int count);
}
