using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Sender;

/// <summary>Sends what the records of a lane's queue name. All of a batch counts as failed until its record is done with.</summary>
internal sealed partial class SenderFunction(
    SendBatch send, InvocationRecord record, FunctionSettings settings, TimeProvider time, ILogger<SenderFunction> log)
{
    /// <summary>What it takes, after the last call, to write what came of it and to answer.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal)
    {
        [QueueFunction.NameOf(settings.Aws.QueueUrgent.AbsolutePath)] = Lane.Urgent,
        [QueueFunction.NameOf(settings.Aws.QueueNormal.AbsolutePath)] = Lane.Normal,
        [QueueFunction.NameOf(settings.Aws.QueueBulk.AbsolutePath)] = Lane.Bulk,
    };

    public Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context) =>
        record.RunAsync(context, () => SendAsync(QueueFunction.RecordsOf(batch), context));

    private async Task<SQSBatchResponse> SendAsync(IReadOnlyList<SQSEvent.SQSMessage> records, ILambdaContext context)
    {
        // A call that begins must have its time: none begins later.
        using var end = context.EndBefore(settings.Timings.CallTimeout + Settling, time);
        var failed = new List<string>();
        foreach (var queue in records.GroupBy(known => QueueFunction.NameOf(known.EventSourceArn ?? ""), StringComparer.Ordinal))
        {
            if (_lanes.TryGetValue(queue.Key, out var lane))
            {
                failed.AddRange((await send.RunAsync(lane, [.. queue.Select(Record)], end.Token)).Select(known => known.Receipt));
                continue;
            }

            ForeignQueue(log, queue.Count());
            failed.AddRange(queue.Select(known => known.MessageId!)); // RecordsOf has seen to it
        }

        return QueueFunction.Failed(failed);
    }

    private static QueueRecord Record(SQSEvent.SQSMessage message) =>
        new(message.Body ?? "", message.MessageId!, QueueFunction.ReceiveCountOf(message)) // RecordsOf has seen to it
        {
            QueuedAt = QueueFunction.SentAtOf(message),
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} records come from a queue that is no lane's: they go back. Compare the mappings with SMAIL_QUEUE_URGENT, _NORMAL and _BULK.")]
    private static partial void ForeignQueue(ILogger logger, int count);
}
