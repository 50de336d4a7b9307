using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Worker;

/// <summary>What the feedback function is on AWS: writes what SES tells afterwards into the trails.</summary>
internal sealed class FeedbackRole(IAmazonSQS queue, RecordFeedbackBatch record, Loop loop)
{
    private const int Batch = 10;
    private const int HiddenSeconds = 3;
    private const string SentTimestamp = "SentTimestamp";
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);
    private static readonly string Url = WorkerServices.QueueFeedback.AbsoluteUri;

    public Task RunAsync(CancellationToken ct) => loop.RunAsync(WorkAsync, ct);

    private async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        var received = (await queue.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = Url, MaxNumberOfMessages = Batch, VisibilityTimeout = HiddenSeconds, MessageSystemAttributeNames = [SentTimestamp] }, ct)).Messages;
        if (received is not { Count: > 0 })
            return Idle;
        var failed = await record.RunAsync([.. received.Select(Record)], ct);
        foreach (var done in received.Where(message => !failed.Contains(message.MessageId)))
            await queue.DeleteMessageAsync(Url, done.ReceiptHandle, CancellationToken.None);
        return TimeSpan.Zero;
    }

    private static FeedbackRecord Record(Message message) => new(
        message.MessageId,
        message.Body,
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(message.Attributes[SentTimestamp], CultureInfo.InvariantCulture)));
}
