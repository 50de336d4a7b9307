using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Http;
using ServerlessMail.Aws.Queues;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws;

/// <summary>
/// What the first submission would wait for, done while the function starts: the connections to table and queue are opened, and every kind of call that an
/// intake makes is made once to answers that are made up, so that what the SDK prepares at a first call is prepared. Lambda gives a function more of a
/// processor while it starts than while it works.
/// </summary>
/// <remarks>Nothing is read, written or queued by it, and nothing depends on its success.</remarks>
public sealed class WarmUp(DynamoClients table, IAmazonSQS queue, AwsOptions options, TimeProvider time)
{
    /// <summary>A start waits no longer for it.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1);

    /// <summary>Returns once all is warm, or time is up. Never throws.</summary>
    public async Task RunAsync()
    {
        using var end = new CancellationTokenSource(Within, time);
        var ct = end.Token;
        await Task.WhenAll(
                Task.Run(() => OpenAsync(table.Reads, new BatchGetItemRequest(), ct), ct),
                Task.Run(() => OpenAsync(queue, new SendMessageRequest { QueueUrl = options.QueueNormal.AbsoluteUri }, ct), ct),
                Task.Run(() => CallTableAsync(ct), ct),
                Task.Run(() => CallQueueAsync(ct), ct))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Opens a connection with a request that both services answer to anybody; it stays in the client's pool.</summary>
    private static async Task OpenAsync(IAmazonService client, AmazonWebServiceRequest call, CancellationToken ct)
    {
        var config = (ClientConfig)client.Config;
        if (config.HttpClientFactory is not FreshHttp connections)
            return;
        var endpoint = new Uri(config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(call)).URL);
        using var answer = await connections.CreateHttpClient(config).GetAsync(new Uri(endpoint, "/ping"), ct);
    }

    private async Task CallTableAsync(CancellationToken ct)
    {
        using var clients = DynamoClients.Create(new MadeUpHttp(), config => new ShortDynamoClient(config));
        var reads = new TableReads(clients.Reads, MadeUpHttp.Table, time);
        var writes = new TableWrites(clients.Writes, MadeUpHttp.Table, time);
        var key = new ItemKey("a", "b");
        await reads.FindAllAsync([key], ct);
        await writes.UpdateAsync(key, "ADD n :one", "n < :two", new() { [":one"] = Value.Of(1), [":two"] = Value.Of(2) }, ct);
        await writes.PutAsync(key.Attributes(), "attribute_not_exists(pk)", values: null, ct);
    }

    private async Task CallQueueAsync(CancellationToken ct)
    {
        using var client = SqsClient.Create(new MadeUpHttp());
        await new SqsQueue(client, options).SendAsync(Lane.Normal, MessageId.New(time.GetUtcNow(), new byte[10]), TimeSpan.Zero, ct);
    }
}
