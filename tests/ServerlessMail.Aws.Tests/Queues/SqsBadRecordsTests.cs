using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Aws.Queues;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Queues;

public sealed class SqsBadRecordsTests(LocalSqs sqs) : BadRecordsContract, IClassFixture<LocalSqs>, IAsyncLifetime
{
    private readonly Dictionary<Lane, (Uri Queue, Uri DeadLetters)> _lanes = [];
    private readonly Dictionary<string, string> _receipts = new(StringComparer.Ordinal);
    private (Uri Queue, Uri DeadLetters) _feedback;
    private IAmazonSQS? _client;
    private SqsQueue? _queue;

    protected override TimeProvider Time => TimeProvider.System;

    protected override IMessageQueue Queue => _queue!; // xunit initializes before it runs a test

    private IAmazonSQS Client => _client!; // as above

    public async ValueTask InitializeAsync()
    {
        _client = SampleQueues.Connect(sqs.Endpoint);
        foreach (var lane in Enum.GetValues<Lane>())
            _lanes[lane] = await SampleQueues.CreatePairAsync(_client);
        _feedback = await SampleQueues.CreatePairAsync(_client);
        _queue = new SqsQueue(_client, new AwsOptions("none", _lanes[Lane.Urgent].Queue, _lanes[Lane.Normal].Queue, _lanes[Lane.Bulk].Queue, _feedback.Queue));
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    // The emulator has no other clock than the machine's.
    protected override Task AdvanceAsync(TimeSpan by) => Task.Delay(by + TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);

    protected override Task PutAsync(Lane lane, string body) => Client.SendMessageAsync(_lanes[lane].Queue.AbsoluteUri, body, Ct);

    protected override Task PutFeedbackAsync(string body) => Client.SendMessageAsync(_feedback.Queue.AbsoluteUri, body, Ct);

    protected override async Task<IReadOnlyList<FeedbackRecord>> ReceiveFeedbackAsync(TimeSpan hidden)
    {
        var received = await Client.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = _feedback.Queue.AbsoluteUri, MaxNumberOfMessages = 10, VisibilityTimeout = (int)hidden.TotalSeconds }, Ct);
        foreach (var message in received.Messages ?? [])
            _receipts[message.MessageId] = message.ReceiptHandle;
        return [.. (received.Messages ?? []).Select(message => new FeedbackRecord(message.MessageId, message.Body, Time.GetUtcNow()))];
    }

    protected override Task DeleteFeedbackAsync(FeedbackRecord record) => Client.DeleteMessageAsync(_feedback.Queue.AbsoluteUri, _receipts[record.Id], Ct);

    protected override async Task<bool> IsFeedbackGoneAsync()
    {
        var states = new QueueStates(Client);
        return (await states.ReadAsync(_feedback.Queue.AbsoluteUri, Ct)).Records + (await states.ReadAsync(_feedback.DeadLetters.AbsoluteUri, Ct)).Records == 0;
    }
}
