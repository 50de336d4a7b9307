using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Queues;

/// <summary>
/// The lanes' queues in SQS, standard ones: at least once, in no order. The SDK repeats what fails; a record that goes in twice is sent once,
/// since its second worker finds the claim in the table.
/// </summary>
internal sealed class SqsQueue(IAmazonSQS client, AwsOptions options) : IMessageQueue
{
    private const string ReceiveCount = "ApproximateReceiveCount";

    private static readonly List<string> Depths =
    [
        QueueAttributeName.ApproximateNumberOfMessages.Value,
        QueueAttributeName.ApproximateNumberOfMessagesNotVisible.Value,
        QueueAttributeName.ApproximateNumberOfMessagesDelayed.Value,
    ];

    public Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, IMessageQueue.LongestDelay);
        return client.SendMessageAsync(
            new SendMessageRequest { QueueUrl = UrlOf(lane), MessageBody = id.ToString(), DelaySeconds = (int)Math.Ceiling(delay.TotalSeconds) }, ct);
    }

    public async Task<int> DepthAsync(Lane lane, CancellationToken ct)
    {
        var answer = await client.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = UrlOf(lane), AttributeNames = Depths }, ct);
        return Depths.Sum(name => answer.Attributes?.GetValueOrDefault(name) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 0);
    }

    public async Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10);
        var received = await client.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = UrlOf(lane),
                MaxNumberOfMessages = limit,
                VisibilityTimeout = (int)hidden.TotalSeconds,
                MessageSystemAttributeNames = [ReceiveCount],
            },
            ct);
        return [.. (received.Messages ?? []).Select(Record)];
    }

    public async Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct)
    {
        try
        {
            await client.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = UrlOf(lane), ReceiptHandle = record.Receipt }, ct);
        }
        catch (ReceiptHandleIsInvalidException)
        {
            // It is gone, or came back under another receipt.
        }
    }

    private static QueueRecord Record(Amazon.SQS.Model.Message message) => new(
        message.Body,
        message.ReceiptHandle,
        message.Attributes?.GetValueOrDefault(ReceiveCount) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 1);

    private string UrlOf(Lane lane) => (lane switch
    {
        Lane.Urgent => options.QueueUrgent,
        Lane.Normal => options.QueueNormal,
        Lane.Bulk => options.QueueBulk,
    }).AbsoluteUri;
}
