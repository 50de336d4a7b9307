using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Cli.Functions.Queues;

/// <summary>What an event source mapping is on AWS: brings a queue's records to a function, and deletes those that it is done with.</summary>
/// <param name="sqs">The queues.</param>
/// <param name="source">The queue.</param>
/// <param name="invoke">Runs the function on an event.</param>
/// <param name="tell">Takes a line about what went wrong; thread-safe.</param>
/// <param name="time">The clock of the waits.</param>
internal sealed class QueueMapping(
    IAmazonSQS sqs, QueueSource source, Func<ReadOnlyMemory<byte>, CancellationToken, Task<InvocationResult>> invoke, Action<string> tell, TimeProvider time)
{
    private const int Batch = 10;

    private static readonly List<string> SystemAttributes =
        ["ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp"];

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    /// <summary>Works until it is told to stop.</summary>
    public Task RunAsync(CancellationToken ct)
    {
        var loop = new PollingLoop(WorkAsync, $"{source.Name} cannot be read", tell, time);
        return Task.WhenAll(Enumerable.Range(0, source.Concurrency).Select(_ => loop.RunAsync(ct)));
    }

    /// <summary>Works on one batch; returns how long to wait before the next.</summary>
    public async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        var received = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = source.Url,
                MaxNumberOfMessages = Batch,
                MessageSystemAttributeNames = SystemAttributes,
                MessageAttributeNames = ["All"],
            },
            ct);
        if (received.Messages is not { Count: > 0 } records)
            return Idle;
        var ids = records.Select(record => record.MessageId).ToArray();
        var failed = await invoke(QueueEvent.Write(records, source.Arn, source.Region), ct) is InvocationResult.Answered answered
            ? BatchAnswer.FailedOf(answered.Payload, ids)
            : null;
        if (failed is null)
        {
            // What was not answered stays in the queue, and comes back when its visibility ends.
            tell($"a batch of {ids.Length} from {source.Name} failed; it comes back.");
            return PollingLoop.AfterFault;
        }

        // What is done with is deleted even while we stop.
        await Task.WhenAll(records.Where(record => !failed.Contains(record.MessageId)).Select(DeleteAsync));
        return TimeSpan.Zero;
    }

    private Task DeleteAsync(Message record) => sqs.DeleteMessageAsync(source.Url, record.ReceiptHandle, CancellationToken.None);
}
