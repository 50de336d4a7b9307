using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Http;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoClientsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_clients_use_the_same_connection()
    {
        await using var server = new EmptyAnswers();
        using var clients = Connect(server.Endpoint);

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
        using var clients = Connect(new Uri("http://127.0.0.1:1"), wire);

        await Assert.ThrowsAnyAsync<Exception>(() => clients.Writes.PutItemAsync(new PutItemRequest("table", ItemKey.Control.Attributes()), Ct));

        Assert.Single(wire.Requests);
    }

    [Fact]
    public async Task A_write_on_a_connection_that_the_other_side_gave_up_is_not_repeated_either()
    {
        // The SDK has a second retry, of its own count, for just this.
        await using var server = new EmptyAnswers(hangUpAfter: 1);
        using var clients = Connect(server.Endpoint);
        await clients.Writes.PutItemAsync("table", ItemKey.Control.Attributes(), Ct);

        await Assert.ThrowsAnyAsync<Exception>(() => clients.Writes.PutItemAsync("table", ItemKey.Control.Attributes(), Ct));

        Assert.Equal(2, server.Requests);
    }

    private static DynamoClients Connect(Uri endpoint, HttpClientFactory? http = null) => DynamoClients.Create(new FreshHttp(TimeProvider.System), config =>
    {
        config.ServiceURL = endpoint.AbsoluteUri;
        config.AuthenticationRegion = "eu-central-1";
        if (http is not null)
            config.HttpClientFactory = http;
        return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
    });
}
