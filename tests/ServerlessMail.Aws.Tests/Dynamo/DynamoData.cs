using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>An empty table for one test, with a clock that the test moves. At its end it asserts that nothing scanned the table.</summary>
internal sealed class DynamoData(Dynalite dynalite) : IAsyncDisposable
{
    private const string Nowhere = "http://127.0.0.1:1";

    private static int _tables;

    private readonly List<ServiceProvider> _processes = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));

    public string Table { get; } = string.Create(CultureInfo.InvariantCulture, $"smail-{Interlocked.Increment(ref _tables)}");

    /// <summary>Between the stores and the emulator.</summary>
    public Wire Wire { get; } = new();

    public Uri Endpoint => dynalite.Endpoint;

    /// <summary>For what a test does behind the stores' back.</summary>
    public IAmazonDynamoDB Client => Get<DynamoClients>().Reads;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask CreateAsync()
    {
        Another();
        await DynamoTable.CreateAsync(Client, Table, TimeProvider.System, Ct);
        Wire.Forget();
    }

    public T Get<T>()
        where T : notnull => _processes[0].GetRequiredService<T>();

    /// <summary>The same table as another process has it.</summary>
    public ServiceProvider Another()
    {
        var process = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(DynamoClients.Create(Connect))
            .AddAwsStores(new AwsOptions(Table, new Uri(Nowhere), new Uri(Nowhere), new Uri(Nowhere)))
            .BuildServiceProvider();
        _processes.Add(process);
        return process;
    }

    /// <summary>An item as it stands in the table; null if there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> ItemAsync(ItemKey key) =>
        (await Client.GetItemAsync(Table, key.Attributes(), consistentRead: true, Ct)).Item;

    /// <summary>Writes <c>paused</c> as nobody but a person would.</summary>
    public Task SetPausedAsync(AttributeValue paused) => Client.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = Table,
            Key = ItemKey.Control.Attributes(),
            UpdateExpression = "SET paused = :paused",
            ExpressionAttributeValues = new() { [":paused"] = paused },
        },
        Ct);

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain("Scan", Wire.Operations);
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    private AmazonDynamoDBClient Connect(AmazonDynamoDBConfig config)
    {
        config.ServiceURL = Endpoint.AbsoluteUri;
        config.AuthenticationRegion = "eu-central-1";
        config.HttpClientFactory = Wire;
        return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
    }
}
