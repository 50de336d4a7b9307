using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace ServerlessMail.Aws.Queues;

/// <summary>Asks SQS how queues stand. Thread-safe.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html: the numbers are right within about a minute.</remarks>
internal sealed class QueueStates(IAmazonSQS client)
{
    private const string Visible = "ApproximateNumberOfMessages";
    private const string InFlight = "ApproximateNumberOfMessagesNotVisible";
    private const string Delayed = "ApproximateNumberOfMessagesDelayed";
    private const string RedrivePolicy = "RedrivePolicy";

    /// <summary>Dead-letter queues by their ARN: it never changes where one lies.</summary>
    private readonly ConcurrentDictionary<string, string> _urls = new(StringComparer.Ordinal);

    public async Task<QueueState> ReadAsync(string url, CancellationToken ct)
    {
        var answer = await client.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [Visible, InFlight, Delayed, RedrivePolicy] }, ct);
        return new QueueState(
            answer.ApproximateNumberOfMessages
                + answer.ApproximateNumberOfMessagesNotVisible
                + answer.ApproximateNumberOfMessagesDelayed,
            answer.Attributes?.GetValueOrDefault(RedrivePolicy) is { Length: > 0 } policy ? await UrlAsync(ArnOf(policy), ct) : null);
    }

    private async Task<string> UrlAsync(string arn, CancellationToken ct)
    {
        if (_urls.TryGetValue(arn, out var known))
            return known;
        // arn:aws:sqs:<region>:<account>:<name>, in the region and account of the queue itself.
        var parts = arn.Split(':');
        var found = await client.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = parts[^1], QueueOwnerAWSAccountId = parts[^2] }, ct);
        return _urls[arn] = found.QueueUrl;
    }

    private static string ArnOf(string policy)
    {
        using var json = JsonDocument.Parse(policy);
        return json.RootElement.GetProperty("deadLetterTargetArn").GetString() is { } arn && arn.Split(':').Length == 6
            ? arn
            : throw new FormatException("A queue's redrive policy names no dead-letter queue.");
    }
}
