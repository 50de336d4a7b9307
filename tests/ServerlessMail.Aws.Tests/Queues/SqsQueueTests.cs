using System.Globalization;
using Amazon.SQS;
using ServerlessMail.Aws.Queues;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Queues;

public sealed class SqsQueueTests(LocalSqs sqs) : MessageQueueContract, IClassFixture<LocalSqs>, IAsyncLifetime
{
    private static int _tests;

    private IAmazonSQS? _client;
    private SqsQueue? _queue;

    protected override IMessageQueue Queue => _queue!; // xunit initializes before it runs a test

    public async ValueTask InitializeAsync()
    {
        _client = SampleQueues.Connect(sqs.Endpoint);
        var test = Interlocked.Increment(ref _tests);
        _queue = new SqsQueue(
            _client,
            new AwsOptions("none", await CreateAsync("urgent", test), await CreateAsync("normal", test), await CreateAsync("bulk", test)));
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    // The emulator has no other clock than the machine's.
    protected override Task AdvanceAsync(TimeSpan by) => Task.Delay(by + TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);

    private async Task<Uri> CreateAsync(string lane, int test)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{lane}-{test}");
        return new Uri((await _client!.CreateQueueAsync(name, TestContext.Current.CancellationToken)).QueueUrl); // not null: see above
    }
}
