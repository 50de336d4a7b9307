using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ServerlessMail.Aws.Http;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// The two clients of the table: one that repeats failed reads by itself, as the SDK does, and one that never repeats a write, so that the
/// service can tell its own lost write from somebody else's. They share their connections. Thread-safe.
/// </summary>
public sealed class DynamoClients(IAmazonDynamoDB reads, IAmazonDynamoDB writes) : IDisposable
{
    /// <summary>DynamoDB answers within milliseconds: who waits longer waits in vain.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int ReadRetries = 3;

    public IAmazonDynamoDB Reads { get; } = reads;

    /// <summary>Neither its <c>MaxErrorRetry</c> nor its <c>MaxStaleConnectionRetries</c> allows any.</summary>
    public IAmazonDynamoDB Writes { get; } = writes;

    /// <summary>Region, endpoint and credentials by the SDK's own rules.</summary>
    /// <param name="time">The clock by which connections age.</param>
    public static DynamoClients FromEnvironment(TimeProvider time) => Create(new FreshHttp(time), config => new ShortDynamoClient(config));

    internal static DynamoClients Create(HttpClientFactory http, Func<AmazonDynamoDBConfig, IAmazonDynamoDB> client) =>
        new(client(Config(http)), client(WithoutRetries(Config(http))));

    public void Dispose()
    {
        Reads.Dispose();
        Writes.Dispose();
    }

    private static AmazonDynamoDBConfig Config(HttpClientFactory http) => new()
    {
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = ReadRetries,
        Timeout = Timeout,
        HttpClientFactory = http,
    };

    private static AmazonDynamoDBConfig WithoutRetries(AmazonDynamoDBConfig config)
    {
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        return config;
    }
}
