using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Core.Queues;
using SqsMessage = Amazon.SQS.Model.Message;

namespace ServerlessMail.Aws.Queues;

/// <summary>
/// The dead letters in SQS, found by each queue's redrive policy. They are received, sent to their queue and deleted, one after the other: SQS's own
/// move task can neither return a single record nor say how far it is. Records that are only looked at are hidden for a moment.
/// </summary>
internal sealed class SqsDeadLetters(IAmazonSQS client, QueueStates queues, AwsOptions options) : IDeadLetters
{
    private const string SentTimestamp = "SentTimestamp";

    /// <summary>What SQS gives and takes at once.</summary>
    private const int Batch = 10;

    /// <summary>For how long a record is hidden while it is looked at or returned: if we die, it comes back.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    /// <summary>With any wait at all SQS asks all of its servers, so that an empty answer means an empty queue; whole seconds.</summary>
    internal TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

    public async Task<int?> CountAsync(ServiceQueue queue, CancellationToken ct) =>
        await DeadAsync(queue, ct) is { } dead ? (await queues.ReadAsync(dead, ct)).Records : null;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(ServiceQueue queue, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        if (await DeadAsync(queue, ct) is not { } dead)
            return [];
        var seen = new Dictionary<string, SqsMessage>(StringComparer.Ordinal);
        try
        {
            while (seen.Count < limit && await ReceiveAsync(dead, Math.Min(Batch, limit - seen.Count), ct) is { Count: > 0 } some)
                some.ForEach(message => seen[message.MessageId] = message);
        }
        finally
        {
            await ShowAsync(dead, seen.Values);
        }

        return [.. seen.Values.Select(message => Letter(queue, message)).OrderBy(letter => letter.QueuedAt)];
    }

    public async Task<bool> ReturnAsync(ServiceQueue queue, string id, CancellationToken ct)
    {
        if (await DeadAsync(queue, ct) is not { } dead)
            return false;
        var others = new Dictionary<string, SqsMessage>(StringComparer.Ordinal);
        try
        {
            while (await ReceiveAsync(dead, Batch, ct) is { Count: > 0 } some)
            {
                foreach (var other in some.Where(message => message.MessageId != id))
                    others[other.MessageId] = other;
                if (some.Find(message => message.MessageId == id) is { } found)
                {
                    await MoveAsync(found, dead, UrlOf(queue), ct);
                    return true;
                }
            }
        }
        finally
        {
            await ShowAsync(dead, others.Values);
        }

        return false;
    }

    public async IAsyncEnumerable<int> ReturnAllAsync(ServiceQueue queue, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await DeadAsync(queue, ct) is not { } dead)
            yield break;
        var returned = new HashSet<string>(StringComparer.Ordinal);
        var again = new Dictionary<string, SqsMessage>(StringComparer.Ordinal);
        try
        {
            while (await ReceiveAsync(dead, Batch, ct) is { Count: > 0 } some)
            {
                foreach (var poison in some.Where(message => returned.Contains(message.MessageId)))
                    again[poison.MessageId] = poison;
                var moved = await Task.WhenAll(some.Where(message => !returned.Contains(message.MessageId)).Select(message => MoveAsync(message, dead, UrlOf(queue), ct)));
                returned.UnionWith(moved);
                yield return moved.Length;
            }
        }
        finally
        {
            await ShowAsync(dead, again.Values);
        }
    }

    private async Task<List<SqsMessage>> ReceiveAsync(string dead, int limit, CancellationToken ct) => (await client.ReceiveMessageAsync(
        new ReceiveMessageRequest
        {
            QueueUrl = dead,
            MaxNumberOfMessages = limit,
            VisibilityTimeout = (int)Hidden.TotalSeconds,
            WaitTimeSeconds = (int)Wait.TotalSeconds,
            MessageSystemAttributeNames = [SentTimestamp],
        },
        ct)).Messages ?? [];

    /// <summary>Into the queue first: if we die between the two, it is there twice. Returns the id that it has there.</summary>
    private async Task<string> MoveAsync(SqsMessage message, string dead, string queue, CancellationToken ct)
    {
        var sent = await client.SendMessageAsync(new SendMessageRequest { QueueUrl = queue, MessageBody = message.Body }, ct);
        await client.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = dead, ReceiptHandle = message.ReceiptHandle }, CancellationToken.None);
        return sent.MessageId;
    }

    /// <summary>Lets what was only looked at be received again at once, also by who was interrupted.</summary>
    private async Task ShowAsync(string dead, IEnumerable<SqsMessage> messages)
    {
        foreach (var some in messages.Chunk(Batch))
        {
            var entries = some.Select((message, at) => new ChangeMessageVisibilityBatchRequestEntry
            {
                Id = at.ToString(CultureInfo.InvariantCulture),
                ReceiptHandle = message.ReceiptHandle,
                VisibilityTimeout = 0,
            });
            await client.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest { QueueUrl = dead, Entries = [.. entries] }, CancellationToken.None);
        }
    }

    private static DeadLetter Letter(ServiceQueue queue, SqsMessage message) => new(
        queue,
        message.MessageId,
        message.Body,
        long.TryParse(message.Attributes?.GetValueOrDefault(SentTimestamp), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : throw new FormatException("SQS did not say when a record was sent."));

    private async Task<string?> DeadAsync(ServiceQueue queue, CancellationToken ct) =>
        Known(queue) is { } url ? (await queues.ReadAsync(url.AbsoluteUri, ct)).DeadLetters : null;

    private string UrlOf(ServiceQueue queue) => Known(queue)?.AbsoluteUri ?? throw new InvalidOperationException($"The {queue} queue is not known.");

    private Uri? Known(ServiceQueue queue) => queue switch
    {
        ServiceQueue.Urgent => IfKnown(options.QueueUrgent),
        ServiceQueue.Normal => IfKnown(options.QueueNormal),
        ServiceQueue.Bulk => IfKnown(options.QueueBulk),
        ServiceQueue.Feedback => options.QueueFeedback,
    };

    private static Uri? IfKnown(Uri queue) => queue == AwsOptions.NoQueue ? null : queue;
}
