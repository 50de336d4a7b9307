using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Tests.Queues;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoFeedbackWatchTests(Dynalite dynalite, LocalSqs sqs) : FeedbackWatchContract, IClassFixture<LocalSqs>, IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>When a record was queued, by the watch's clock: the emulator has its own.</summary>
    private readonly Dictionary<string, DateTimeOffset> _queuedAt = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _receipts = new(StringComparer.Ordinal);

    private DynamoData? _data;
    private IAmazonSQS? _client;
    private Uri? _queue;
    private Uri? _dead;

    protected override IFeedbackWatch Watch => Data.Get<IFeedbackWatch>();

    protected override IMessageStore Messages => Data.Get<IMessageStore>();

    protected override TimeProvider Time => Data.Time;

    private DynamoData Data => _data!; // xunit initializes before it runs a test

    private IAmazonSQS Client => _client!; // as above

    private string Queue => _queue!.AbsoluteUri; // as above

    private string Dead => _dead!.AbsoluteUri; // as above

    public async ValueTask InitializeAsync()
    {
        _client = SampleQueues.Connect(sqs.Endpoint);
        (_queue, _dead) = await SampleQueues.CreatePairAsync(_client);
        _data = new DynamoData(dynalite) { Queues = sqs.Endpoint, Options = options => options with { QueueFeedback = _queue } };
        await _data.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_data is not null)
            await _data.DisposeAsync();
        _client?.Dispose();
    }

    [Fact]
    public async Task Without_a_feedback_queue_nothing_is_proven()
    {
        await RecordOneAsync();
        await using var other = new DynamoData(dynalite);
        await other.CreateAsync();

        Assert.Equal(FeedbackEvidence.None, await other.Get<IFeedbackWatch>().ReadAsync(Ct));
    }

    [Fact]
    public async Task A_batch_that_brings_nothing_newer_costs_no_request()
    {
        await RecordOneAsync();
        Data.Wire.Forget();
        var now = Data.Time.GetUtcNow();

        await Watch.AdvanceAsync(new FeedbackProgress(now, now - Minute, TimeSpan.Zero, IsUndone: false), Ct);

        Assert.Empty(Data.Wire.Operations);
    }

    [Fact]
    public async Task A_batch_costs_one_write_of_the_watch_and_the_item_tells_in_numbers()
    {
        Data.Wire.Forget();
        var now = Data.Time.GetUtcNow();

        await Watch.AdvanceAsync(new FeedbackProgress(now, now - Minute, Second * 7, IsUndone: false), Ct);

        Assert.Equal(["UpdateItem"], Data.Wire.Operations);
        var item = await Data.ItemAsync(ItemKey.Feedback);
        Assert.Equal(
            ["oldestWait", "pk", "recordedAt", "recordedUntil", "sk"],
            item!.Keys.Order(StringComparer.Ordinal)); // just written
        Assert.Equal("7000", item["oldestWait"].N);
    }

    [Fact]
    public async Task A_queue_that_is_never_empty_proves_what_it_can_while_it_is_young()
    {
        var sent = await RecordOneAsync();
        Data.Time.Advance(Second * 20);
        await QueueAsync(await EventAsync());

        Assert.Equal(sent, (await Watch.ReadAsync(Ct)).CompleteUntil);

        // The last batch is too long ago: whoever records has died.
        Data.Time.Advance(Minute);
        Assert.Equal(new FeedbackEvidence(null, sent), await Watch.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_queue_whose_records_waited_for_long_proves_nothing_but_moves_on()
    {
        var sent = Data.Time.GetUtcNow();
        await QueueAsync(await EventAsync());
        Data.Time.Advance(Minute * 2);
        await WorkAsync();
        await QueueAsync("another");

        Assert.Equal(new FeedbackEvidence(null, sent), await Watch.ReadAsync(Ct));
    }

    [Fact]
    public async Task After_a_failure_a_young_queue_proves_nothing_until_the_record_must_have_come_back()
    {
        await QueueAsync("in somebody's hands");
        Assert.Single(await ReceiveAsync());
        var now = Data.Time.GetUtcNow();
        await Watch.AdvanceAsync(new FeedbackProgress(now, now - Second, Second, IsUndone: true), Ct);

        while (Data.Time.GetUtcNow() - now < TimeSpan.FromMinutes(55))
        {
            var sent = await RecordOneAsync();
            Assert.Equal(new FeedbackEvidence(null, sent), await Watch.ReadAsync(Ct));
            Data.Time.Advance(Minute * 5);
        }

        Data.Time.Advance(Minute * 5);
        Assert.Equal(await RecordOneAsync(), (await Watch.ReadAsync(Ct)).CompleteUntil);
    }

    [Fact]
    public async Task After_a_failure_an_empty_queue_is_believed_once_its_numbers_have_settled()
    {
        var now = Data.Time.GetUtcNow();
        await Watch.AdvanceAsync(new FeedbackProgress(now, now - Second, Second, IsUndone: true), Ct);

        Data.Time.Advance(Minute);
        Assert.Null((await Watch.ReadAsync(Ct)).CompleteUntil);
        Data.Time.Advance(Minute);
        Assert.Equal(now - Second, (await Watch.ReadAsync(Ct)).CompleteUntil);
    }

    [Fact]
    public async Task A_failure_is_told_even_by_a_batch_that_brings_nothing_newer()
    {
        await RecordOneAsync();
        Data.Time.Advance(Minute * 5);
        Assert.NotNull((await Watch.ReadAsync(Ct)).CompleteUntil);
        var now = Data.Time.GetUtcNow();

        await Watch.AdvanceAsync(new FeedbackProgress(now, now - (Minute * 20), Second, IsUndone: true), Ct);

        Assert.Null((await Watch.ReadAsync(Ct)).CompleteUntil);
    }

    [Fact]
    public async Task A_lost_answer_loses_neither_the_progress_nor_the_failure()
    {
        var now = Data.Time.GetUtcNow();
        Data.Wire.Once(WireFault.AnswerLost, "UpdateItem");

        await Watch.AdvanceAsync(new FeedbackProgress(now, now, Second, IsUndone: true), Ct);

        Assert.Equal(new FeedbackEvidence(null, now), await Watch.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_queue_without_dead_letters_is_believed_too()
    {
        var queue = await SampleQueues.CreateAsync(Client);
        await using var other = new DynamoData(dynalite) { Queues = sqs.Endpoint, Options = options => options with { QueueFeedback = queue } };
        await other.CreateAsync();
        var now = other.Time.GetUtcNow();
        var watch = other.Get<IFeedbackWatch>();

        await watch.AdvanceAsync(new FeedbackProgress(now, now, Second, IsUndone: false), Ct);

        Assert.Equal(new FeedbackEvidence(now, now), await watch.ReadAsync(Ct));
    }

    protected override void Advance(TimeSpan by) => Data.Time.Advance(by);

    protected override async Task QueueAsync(string body)
    {
        _queuedAt[body] = Data.Time.GetUtcNow();
        await Client.SendMessageAsync(Queue, body, Ct);
    }

    protected override Task BuryAsync(string body) => Client.SendMessageAsync(Dead, body, Ct);

    protected override async Task<IReadOnlyList<FeedbackRecord>> ReceiveAsync()
    {
        var received = await Client.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Queue, MaxNumberOfMessages = 10, VisibilityTimeout = 3600 }, Ct);
        foreach (var message in received.Messages ?? [])
            _receipts[message.MessageId] = message.ReceiptHandle;
        return [.. (received.Messages ?? []).Select(message => new FeedbackRecord(message.MessageId, message.Body, _queuedAt[message.Body]))];
    }

    protected override Task DeleteAsync(FeedbackRecord record) => Client.DeleteMessageAsync(Queue, _receipts[record.Id], Ct);
}
