using System.Text;
using System.Text.Json;
using Amazon.SQS;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Aws.Tests.Queues;
using ServerlessMail.Cli.Functions.Queues;
using ServerlessMail.Cli.Functions.Runtime;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.Functions.Queues;

public sealed class QueueMappingTests(LocalSqs emulator) : IClassFixture<LocalSqs>
{
    private const string Arn = "arn:aws:sqs:eu-central-1:000000000000:serverlessmail-normal";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_is_an_event_and_what_is_done_with_is_deleted()
    {
        using var sqs = SampleQueues.Connect(emulator.Endpoint);
        var queue = await QueueAsync(sqs, "one", "two");
        JsonElement told = default;

        await Mapping(sqs, queue, payload =>
        {
            told = JsonElement.Parse(payload.Span);
            return Answered("");
        }).WorkAsync(Ct);

        var records = told.GetProperty("Records").EnumerateArray().ToArray();
        Assert.Equal(["one", "two"], records.Select(record => record.GetProperty("body").GetString()).Order(StringComparer.Ordinal));
        Assert.All(records, record =>
        {
            Assert.Equal(
                ["attributes", "awsRegion", "body", "eventSource", "eventSourceARN", "md5OfBody", "messageAttributes", "messageId", "receiptHandle"],
                record.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
            Assert.Equal(("aws:sqs", Arn, "eu-central-1"), (Text(record, "eventSource"), Text(record, "eventSourceARN"), Text(record, "awsRegion")));
            Assert.Equal("1", Text(record.GetProperty("attributes"), "ApproximateReceiveCount"));
            Assert.True(long.TryParse(Text(record.GetProperty("attributes"), "SentTimestamp"), out _));
        });
        Assert.Equal(0, await LeftAsync(sqs, queue));
    }

    [Fact]
    public async Task Only_what_failed_comes_back()
    {
        using var sqs = SampleQueues.Connect(emulator.Endpoint);
        var queue = await QueueAsync(sqs, "good", "bad");

        await Mapping(sqs, queue, payload =>
        {
            var bad = JsonElement.Parse(payload.Span).GetProperty("Records").EnumerateArray().Single(record => Text(record, "body") == "bad");
            return Answered($$"""{"batchItemFailures":[{"itemIdentifier":"{{Text(bad, "messageId")}}"}]}""");
        }).WorkAsync(Ct);

        Assert.Equal(1, await LeftAsync(sqs, queue));
    }

    [Fact]
    public async Task What_no_function_worked_on_comes_back_as_a_whole_and_is_told()
    {
        InvocationResult[] failures =
        [
            new InvocationResult.Failed("E", "m"), new InvocationResult.Crashed("exit code 1"), new InvocationResult.TimedOut(IsStarting: false),
            Answered("""{"batchItemFailures":[{"itemIdentifier":"nobody"}]}"""),
        ];
        using var sqs = SampleQueues.Connect(emulator.Endpoint);
        foreach (var failure in failures)
        {
            var queue = await QueueAsync(sqs, "one", "two");
            var told = new List<string>();
            var pause = await Mapping(sqs, queue, _ => failure, told.Add).WorkAsync(Ct);

            Assert.Equal(2, await LeftAsync(sqs, queue));
            Assert.Single(told);
            Assert.True(pause > TimeSpan.Zero, "A failing function must not be asked again at once.");
        }
    }

    [Fact]
    public async Task An_empty_queue_invokes_nothing()
    {
        using var sqs = SampleQueues.Connect(emulator.Endpoint);
        var queue = await QueueAsync(sqs);

        Assert.True(await Mapping(sqs, queue, _ => throw new InvalidOperationException("Nothing to do.")).WorkAsync(Ct) > TimeSpan.Zero);
    }

    private static QueueMapping Mapping(IAmazonSQS sqs, Uri queue, Func<ReadOnlyMemory<byte>, InvocationResult> function, Action<string>? tell = null) => new(
        sqs, new QueueSource("normal", queue.AbsoluteUri, Arn, "eu-central-1", 1), (payload, _) => Task.FromResult(function(payload)), tell ?? (_ => { }), new FakeTimeProvider());

    private static InvocationResult.Answered Answered(string payload) => new(Encoding.UTF8.GetBytes(payload));

    private static async Task<Uri> QueueAsync(IAmazonSQS sqs, params string[] bodies)
    {
        var queue = await SampleQueues.CreateAsync(sqs);
        foreach (var body in bodies)
            await sqs.SendMessageAsync(queue.AbsoluteUri, body, Ct);
        return queue;
    }

    /// <summary>How many records there are, hidden ones included.</summary>
    private static async Task<int> LeftAsync(IAmazonSQS sqs, Uri queue)
    {
        var state = await sqs.GetQueueAttributesAsync(queue.AbsoluteUri, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"], Ct);
        return state.ApproximateNumberOfMessages + state.ApproximateNumberOfMessagesNotVisible;
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
