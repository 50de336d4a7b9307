using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessMail.Aws.Dynamo;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoClientsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_clients_use_the_same_connection()
    {
        await using var server = new EmptyAnswers();
        using var clients = DynamoClients.Create(config =>
        {
            config.ServiceURL = server.Endpoint.AbsoluteUri;
            config.AuthenticationRegion = "eu-central-1";
            return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
        });

        await clients.Reads.GetItemAsync("table", ItemKey.Control.Attributes(), Ct);
        await clients.Writes.PutItemAsync("table", ItemKey.Control.Attributes(), Ct);
        await clients.Reads.GetItemAsync("table", ItemKey.Control.Attributes(), Ct);

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task The_client_for_writes_never_repeats_one()
    {
        var wire = new Wire();
        wire.Always(WireFault.RequestLost, "PutItem");
        using var clients = DynamoClients.Create(config =>
        {
            config.ServiceURL = "http://127.0.0.1:1";
            config.AuthenticationRegion = "eu-central-1";
            config.HttpClientFactory = wire;
            return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
        });

        await Assert.ThrowsAnyAsync<Exception>(() => clients.Writes.PutItemAsync(new PutItemRequest("table", ItemKey.Control.Attributes()), Ct));

        Assert.Single(wire.Requests);
    }
}
