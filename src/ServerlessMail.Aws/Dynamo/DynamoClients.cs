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

    /// <summary>Its <c>MaxErrorRetry</c> is 0.</summary>
    public IAmazonDynamoDB Writes { get; } = writes;

    /// <summary>Region, endpoint and credentials by the SDK's own rules.</summary>
    /// <param name="time">The clock by which connections age.</param>
    public static DynamoClients FromEnvironment(TimeProvider time)
    {
        var http = new FreshHttp(time);
        return Create(config =>
        {
            config.HttpClientFactory = http;
            return new AmazonDynamoDBClient(config);
        });
    }

    internal static DynamoClients Create(Func<AmazonDynamoDBConfig, IAmazonDynamoDB> client) => new(client(Config(ReadRetries)), client(Config(0)));

    public void Dispose()
    {
        Reads.Dispose();
        Writes.Dispose();
    }

    private static AmazonDynamoDBConfig Config(int retries) => new()
    {
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = retries,
        // Counted beside the other: a conditional write that is repeated behind our back refuses itself.
        MaxStaleConnectionRetries = retries,
        Timeout = Timeout,
    };
}
