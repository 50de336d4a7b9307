using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Sending;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>A function's use cases over real adapters and emulators, allowed what the template allows it; SES is played.</summary>
internal sealed class PolicedFunction : IAsyncDisposable
{
    private static readonly BasicAWSCredentials Anybody = new("test", "test");

    private readonly ServiceProvider _services;

    public PolicedFunction(HttpClientFactory? wire, AwsOptions options, Uri dynamo, Uri sqs, TimeProvider time, IMailTransport transport)
    {
        var account = new MemoryAccountSource(time);
        Account = account;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddCore(SendTimings.Local)
            .AddSingleton(transport)
            .AddSingleton<IAccountSource>(account)
            .AddSingleton(_ => new DynamoClients(Dynamo(wire, dynamo), Dynamo(wire, dynamo)))
            .AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(
                Anybody, new AmazonSQSConfig { ServiceURL = sqs.AbsoluteUri, AuthenticationRegion = "eu-central-1", HttpClientFactory = wire }))
            .AddAwsStores(options)
            .BuildServiceProvider();
    }

    public MemoryAccountSource Account { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static AmazonDynamoDBClient Dynamo(HttpClientFactory? wire, Uri endpoint) => new(
        Anybody,
        new AmazonDynamoDBConfig { ServiceURL = endpoint.AbsoluteUri, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0, MaxStaleConnectionRetries = 0, HttpClientFactory = wire });
}
