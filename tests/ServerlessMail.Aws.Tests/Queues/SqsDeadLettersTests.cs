using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Aws.Queues;
using ServerlessMail.Core.Queues;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Queues;

public sealed class SqsDeadLettersTests(LocalSqs sqs) : DeadLettersContract, IClassFixture<LocalSqs>, IAsyncLifetime
{
    private const int MaxReceives = 2;

    private readonly Dictionary<ServiceQueue, (Uri Queue, Uri DeadLetters)> _queues = [];
    private IAmazonSQS? _client;
    private SqsDeadLetters? _letters;

    protected override IDeadLetters Letters => _letters!; // xunit initializes before it runs a test

    private IAmazonSQS Client => _client!; // as above

    public async ValueTask InitializeAsync()
    {
        _client = SampleQueues.Connect(sqs.Endpoint);
        foreach (var queue in Enum.GetValues<ServiceQueue>())
            _queues[queue] = await SampleQueues.CreatePairAsync(_client, MaxReceives);
        _letters = Over(new AwsOptions(
            "none", _queues[ServiceQueue.Urgent].Queue, _queues[ServiceQueue.Normal].Queue, _queues[ServiceQueue.Bulk].Queue, _queues[ServiceQueue.Feedback].Queue));
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_delivered_too_often_is_found_here_and_can_return()
    {
        await Client.SendMessageAsync(_queues[ServiceQueue.Normal].Queue.AbsoluteUri, "poison", Ct);
        for (var delivery = 0; delivery <= MaxReceives; delivery++)
            await FailAsync(ServiceQueue.Normal);
        Assert.Equal(0, await FailAsync(ServiceQueue.Normal));

        var letter = Assert.Single(await Letters.ListAsync(ServiceQueue.Normal, 10, Ct));
        Assert.True(await Letters.ReturnAsync(ServiceQueue.Normal, letter.Id, Ct));

        Assert.Equal(["poison"], await TakeAsync(ServiceQueue.Normal));
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task A_queue_that_is_not_known_here_has_no_dead_letters_that_could_be_counted(ServiceQueue queue)
    {
        var letters = Over(new AwsOptions("none", AwsOptions.NoQueue, AwsOptions.NoQueue, AwsOptions.NoQueue));

        Assert.Null(await letters.CountAsync(queue, Ct));
        Assert.Empty(await letters.ListAsync(queue, 10, Ct));
        Assert.False(await letters.ReturnAsync(queue, "1", Ct));
    }

    [Fact]
    public async Task It_waits_for_an_answer_of_all_servers_and_still_comes_to_an_end()
    {
        await BuryAsync(ServiceQueue.Bulk, "one");

        var letters = new SqsDeadLetters(Client, new QueueStates(Client), new AwsOptions("none", AwsOptions.NoQueue, AwsOptions.NoQueue, _queues[ServiceQueue.Bulk].Queue));

        Assert.Equal("one", Assert.Single(await letters.ListAsync(ServiceQueue.Bulk, 10, Ct)).Body);
    }

    [Fact]
    public async Task A_queue_that_puts_nothing_aside_has_no_dead_letters_either()
    {
        var queue = await SampleQueues.CreateAsync(Client);

        Assert.Null(await Over(new AwsOptions("none", queue, queue, queue, queue)).CountAsync(ServiceQueue.Feedback, Ct));
    }

    [Fact]
    public async Task Poison_that_dies_again_while_all_return_does_not_keep_it_from_ending()
    {
        for (var i = 0; i < 12; i++)
            await BuryAsync(ServiceQueue.Normal, "poison");
        var steps = new List<int>();
        await foreach (var some in Letters.ReturnAllAsync(ServiceQueue.Normal, Ct))
        {
            steps.Add(some);
            // Whoever works on the queue fails, at once and every time.
            for (var delivery = 0; delivery <= MaxReceives; delivery++)
                await FailAsync(ServiceQueue.Normal);
        }

        Assert.Equal(12, steps.Sum());
        Assert.Equal(12, (await Letters.ListAsync(ServiceQueue.Normal, 100, Ct)).Count);
    }

    protected override Task BuryAsync(ServiceQueue queue, string body) => Client.SendMessageAsync(_queues[queue].DeadLetters.AbsoluteUri, body, Ct);

    protected override async Task<IReadOnlyList<string>> TakeAsync(ServiceQueue queue)
    {
        var received = (await ReceiveAsync(queue)).Messages ?? [];
        foreach (var message in received)
            await Client.DeleteMessageAsync(_queues[queue].Queue.AbsoluteUri, message.ReceiptHandle, Ct);
        return [.. received.Select(message => message.Body)];
    }

    /// <summary>The emulator has one server, so there is nothing to wait for.</summary>
    private SqsDeadLetters Over(AwsOptions options) => new(Client, new QueueStates(Client), options) { Wait = TimeSpan.Zero };

    /// <summary>Receives what there is and gives it back undone; returns how many there were.</summary>
    private async Task<int> FailAsync(ServiceQueue queue)
    {
        var received = (await ReceiveAsync(queue)).Messages ?? [];
        foreach (var message in received)
            await Client.ChangeMessageVisibilityAsync(_queues[queue].Queue.AbsoluteUri, message.ReceiptHandle, 0, Ct);
        return received.Count;
    }

    private Task<ReceiveMessageResponse> ReceiveAsync(ServiceQueue queue) => Client.ReceiveMessageAsync(
        new ReceiveMessageRequest { QueueUrl = _queues[queue].Queue.AbsoluteUri, MaxNumberOfMessages = 10, VisibilityTimeout = 60 }, Ct);
}
