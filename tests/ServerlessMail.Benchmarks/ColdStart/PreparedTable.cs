using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Http;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>Puts into a stand-in's table what a form post is judged by, through the adapters that put it into DynamoDB.</summary>
internal static class PreparedTable
{
    /// <summary>The secrets that the service has after its first post: a cold start finds them.</summary>
    private static readonly string[] Secrets = [FormGate.Purpose, TrailKey.Purpose];

    public static async Task FillAsync(StandInAws aws, CancellationToken ct)
    {
        var clients = DynamoClients.Create(new FreshHttp(TimeProvider.System), config =>
        {
            config.ServiceURL = aws.Plain.AbsoluteUri;
            config.AuthenticationRegion = StandInAws.Region;
            return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
        });
        var nowhere = AwsOptions.NoQueue;
        await using var stores = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(clients)
            .AddAwsStores(new AwsOptions(StandInAws.Table, nowhere, nowhere, nowhere))
            .BuildServiceProvider();

        var control = ControlItem.Fresh();
        foreach (var (column, value) in ItemKey.Control.Attributes())
            control[column] = value;
        await clients.Writes.PutItemAsync(new PutItemRequest { TableName = StandInAws.Table, Item = control }, ct);
        await stores.GetRequiredService<ISenderStore>().PutAsync(SampleMail.Sender(), ct);
        await stores.GetRequiredService<IFormStore>().TryApplyAsync([SampleMail.Form(FormPost.Form)], ct);
        await stores.GetRequiredService<IAccountStore>().TryPutAsync(await new MemoryAccountSource(TimeProvider.System).ReadAsync(ct), ct);
        foreach (var secret in Secrets)
            await stores.GetRequiredService<ISecretStore>().GetOrCreateAsync(secret, ct);
        aws.Items.Close();
        aws.Calls.Take();
    }
}
