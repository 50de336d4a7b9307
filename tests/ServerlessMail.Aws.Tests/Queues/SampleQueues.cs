using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace ServerlessMail.Aws.Tests.Queues;

/// <summary>Queues of the emulator, with and without dead letters, each under a name of its own.</summary>
internal static class SampleQueues
{
    private static int _queues;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IAmazonSQS Connect(Uri endpoint) => new AmazonSQSClient(
        new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = "eu-central-1" });

    /// <summary>A queue without dead letters.</summary>
    public static async Task<Uri> CreateAsync(IAmazonSQS client) =>
        new((await client.CreateQueueAsync(string.Create(CultureInfo.InvariantCulture, $"queue-{Interlocked.Increment(ref _queues)}"), Ct)).QueueUrl);

    /// <summary>A queue, and the one that a record goes to after so many deliveries.</summary>
    public static async Task<(Uri Queue, Uri DeadLetters)> CreatePairAsync(IAmazonSQS client, int maxReceives = 3)
    {
        var dead = await CreateAsync(client);
        var queue = await CreateAsync(client);
        var arn = (await client.GetQueueAttributesAsync(dead.AbsoluteUri, ["QueueArn"], Ct)).QueueARN;
        await client.SetQueueAttributesAsync(
            new SetQueueAttributesRequest
            {
                QueueUrl = queue.AbsoluteUri,
                Attributes = new()
                {
                    ["RedrivePolicy"] = string.Create(CultureInfo.InvariantCulture, $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":{{maxReceives}}}"""),
                },
            },
            Ct);
        return (queue, dead);
    }
}
