using Amazon.Runtime;
using Amazon.SQS;
using ServerlessMail.Aws.Http;

namespace ServerlessMail.Aws.Queues;

internal static class SqsClient
{
    /// <summary>SQS answers within milliseconds, since nothing here polls it for long: who waits longer waits for a dead connection.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>A client whose region, endpoint and credentials follow the SDK's own rules. It repeats what fails: a record may go in twice.</summary>
    public static IAmazonSQS FromEnvironment(TimeProvider time) => Create(new FreshHttp(time));

    /// <summary>The same over connections of another kind.</summary>
    public static IAmazonSQS Create(HttpClientFactory http) => new ShortSqsClient(new AmazonSQSConfig
    {
        RetryMode = RequestRetryMode.Standard,
        Timeout = Timeout,
        HttpClientFactory = http,
    });
}
