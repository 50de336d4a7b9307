using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Http;
using ServerlessMail.Aws.Tests.Queues;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>An empty table for one test, with a clock that the test moves. At its end it asserts how the table was asked.</summary>
internal sealed class DynamoData(Dynalite dynalite) : IAsyncDisposable
{
    private const string Nowhere = "http://127.0.0.1:1";

    private static int _tables;

    private readonly List<ServiceProvider> _processes = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));

    public string Table { get; } = string.Create(CultureInfo.InvariantCulture, $"smail-{Interlocked.Increment(ref _tables)}");

    /// <summary>The queues, for tests that have some.</summary>
    public Func<AwsOptions, AwsOptions> Options { get; init; } = options => options;

    /// <summary>Where the queues are, for tests that have some.</summary>
    public Uri? Queues { get; init; }

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

    /// <summary>Writes of a process whose waits between tries are real.</summary>
    public TableWrites PatientWrites => new(Get<DynamoClients>().Writes, Table, TimeProvider.System);

    public T Get<T>()
        where T : notnull => _processes[0].GetRequiredService<T>();

    /// <summary>The same table as another process has it.</summary>
    public ServiceProvider Another()
    {
        var process = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(DynamoClients.Create(new FreshHttp(Time), Connect))
            .AddSingleton(SampleQueues.Connect(Queues ?? new Uri(Nowhere)))
            .AddAwsStores(Options(new AwsOptions(Table, new Uri(Nowhere), new Uri(Nowhere), new Uri(Nowhere))))
            .BuildServiceProvider();
        _processes.Add(process);
        return process;
    }

    /// <summary>An item as it stands in the table; null if there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> ItemAsync(ItemKey key) =>
        (await Client.GetItemAsync(Table, key.Attributes(), consistentRead: true, Ct)).Item;

    /// <summary>Writes <c>paused</c> as nobody but a person would.</summary>
    public Task SetPausedAsync(AttributeValue paused) => SetControlAsync(Columns.Paused, paused);

    public Task SetControlAsync(string column, AttributeValue value) => Client.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = Table,
            Key = ItemKey.Control.Attributes(),
            UpdateExpression = $"SET {column} = :value",
            ExpressionAttributeValues = new() { [":value"] = value },
        },
        Ct);

    /// <summary>Delivers an update that the wire wrote down once more, as the network might.</summary>
    public async Task DeliverUpdateAsync(WireRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        var asked = json.RootElement;
        await Client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Table,
                Key = Values(asked.GetProperty("Key")),
                UpdateExpression = asked.GetProperty("UpdateExpression").GetString(),
                ConditionExpression = asked.GetProperty("ConditionExpression").GetString(),
                ExpressionAttributeValues = Values(asked.GetProperty("ExpressionAttributeValues")),
            },
            Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain("Scan", Wire.Operations);
        // An index cannot be read consistently; all else is.
        Assert.All(
            Wire.Requests.Where(IsReadOfTheTable),
            request => Assert.Contains("\"ConsistentRead\":true", request.Body, StringComparison.Ordinal));
        foreach (var process in _processes)
            await process.DisposeAsync();
    }

    private static bool IsReadOfTheTable(WireRequest request) =>
        request.Operation is "GetItem" or "BatchGetItem" || (request.Operation == "Query" && !request.Body.Contains("IndexName", StringComparison.Ordinal));

    private static Dictionary<string, AttributeValue> Values(JsonElement values) =>
        values.EnumerateObject().ToDictionary(value => value.Name, value => Typed(value.Value.EnumerateObject().Single()), StringComparer.Ordinal);

    private static AttributeValue Typed(JsonProperty value) => value.Name switch
    {
        "S" => Value.Of(value.Value.GetString()!), // DynamoDB has no null strings
        "N" => new AttributeValue { N = value.Value.GetString() },
        "BOOL" => Value.Of(value.Value.GetBoolean()),
        "B" => Value.Of(value.Value.GetBytesFromBase64()),
        "SS" => new AttributeValue { SS = [.. value.Value.EnumerateArray().Select(member => member.GetString()!)] }, // as above
        "L" => new AttributeValue { L = [.. value.Value.EnumerateArray().Select(element => Typed(element.EnumerateObject().Single()))] },
        var other => throw new NotSupportedException(other),
    };

    private AmazonDynamoDBClient Connect(AmazonDynamoDBConfig config)
    {
        config.ServiceURL = Endpoint.AbsoluteUri;
        config.AuthenticationRegion = "eu-central-1";
        config.HttpClientFactory = Wire;
        return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
    }
}
