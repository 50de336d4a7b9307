using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Tests.Queues;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A table and queues as the service has them on AWS, with dead letters, on the emulators.</summary>
internal sealed class AwsPlace : IDisposable
{
    private const string Region = "eu-central-1";
    private const int MaxReceives = 10;

    private static readonly List<string> Depths =
    [
        QueueAttributeName.ApproximateNumberOfMessages.Value,
        QueueAttributeName.ApproximateNumberOfMessagesNotVisible.Value,
        QueueAttributeName.ApproximateNumberOfMessagesDelayed.Value,
    ];

    private readonly Dynalite _dynalite;
    private readonly LocalSqs _sqs;
    private readonly AmazonDynamoDBClient _dynamo;
    private readonly List<Uri> _deadLetters = [];

    private AwsPlace(Dynalite dynalite, LocalSqs sqs)
    {
        (_dynalite, _sqs) = (dynalite, sqs);
        _dynamo = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonDynamoDBConfig { ServiceURL = dynalite.Endpoint.AbsoluteUri, AuthenticationRegion = Region, MaxErrorRetry = 0 });
        Queues = SampleQueues.Connect(sqs.Endpoint);
    }

    public IAmazonSQS Queues { get; }

    public AwsOptions Options { get; private set; } = new("", AwsOptions.NoQueue, AwsOptions.NoQueue, AwsOptions.NoQueue);

    /// <summary>The queue that SES's events come through.</summary>
    public string QueueFeedback => Options.QueueFeedback?.AbsoluteUri ?? throw new InvalidOperationException("There is no feedback queue.");

    /// <summary>What a program finds all this by.</summary>
    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["SMAIL_TABLE"] = Options.Table,
        ["SMAIL_QUEUE_URGENT"] = Options.QueueUrgent.AbsoluteUri,
        ["SMAIL_QUEUE_NORMAL"] = Options.QueueNormal.AbsoluteUri,
        ["SMAIL_QUEUE_BULK"] = Options.QueueBulk.AbsoluteUri,
        ["SMAIL_QUEUE_FEEDBACK"] = QueueFeedback,
        ["AWS_REGION"] = Region,
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_ENDPOINT_URL_DYNAMODB"] = _dynalite.Endpoint.AbsoluteUri,
        ["AWS_ENDPOINT_URL_SQS"] = _sqs.Endpoint.AbsoluteUri,
    };

    /// <summary>Makes a table of that name, and queues. Skips the running test where the emulators are not installed.</summary>
    public static async Task<AwsPlace> CreateAsync(Dynalite dynalite, LocalSqs sqs, string table)
    {
        var place = new AwsPlace(dynalite, sqs);
        await DynamoTable.CreateAsync(place._dynamo, table, TimeProvider.System, TestContext.Current.CancellationToken);
        var queues = new Dictionary<Lane, Uri>();
        foreach (var lane in Enum.GetValues<Lane>())
            queues[lane] = await place.CreateQueueAsync();
        place.Options = new AwsOptions(table, queues[Lane.Urgent], queues[Lane.Normal], queues[Lane.Bulk], await place.CreateQueueAsync());
        return place;
    }

    /// <summary>Core's ports over it, through clients that never repeat a write.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new DynamoClients(_dynamo, _dynamo))
        .AddSingleton(Queues)
        .AddAwsStores(Options);

    /// <summary>How many records all its queues hold, those in flight and the dead letters included.</summary>
    public async Task<(int Records, int DeadLetters)> DepthAsync()
    {
        var counts = await Task.WhenAll(
            new[] { Options.QueueUrgent.AbsoluteUri, Options.QueueNormal.AbsoluteUri, Options.QueueBulk.AbsoluteUri, QueueFeedback }.Select(DepthAsync));
        var dead = await Task.WhenAll(_deadLetters.Select(queue => DepthAsync(queue.AbsoluteUri)));
        return (counts.Sum(), dead.Sum());
    }

    /// <summary>Runs a command of the command line on it.</summary>
    public async Task<(int Code, string Output)> SmailAsync(params string[] arguments)
    {
        var start = SmailProcess.StartInfo(arguments);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return await Command.RunAsync(start);
    }

    public void Dispose()
    {
        _dynamo.Dispose();
        Queues.Dispose();
    }

    private async Task<Uri> CreateQueueAsync()
    {
        var (queue, deadLetters) = await SampleQueues.CreatePairAsync(Queues, MaxReceives);
        _deadLetters.Add(deadLetters);
        return queue;
    }

    private async Task<int> DepthAsync(string url)
    {
        var answer = await Queues.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = Depths }, CancellationToken.None);
        return Depths.Sum(name => answer.Attributes?.GetValueOrDefault(name) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 0);
    }
}
