using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Sending;
using ServerlessMail.Lambda.Settings;
using ServerlessMail.Lambda.Sweeper;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>A function as it is composed, over real adapters and emulators, allowed what the template allows it; SES is played.</summary>
internal sealed class PolicedFunction : IAsyncDisposable
{
    private static readonly BasicAWSCredentials Anybody = new("test", "test");

    private readonly ServiceProvider _services;

    public PolicedFunction(HttpClientFactory? wire, FunctionSettings settings, Uri dynamo, Uri sqs, TimeProvider time, IMailTransport transport)
    {
        Account = new MemoryAccountSource(time);
        // Clients that are there already are used; what is added last is what counts.
        var services = new ServiceCollection()
            .AddSingleton(_ => new DynamoClients(Dynamo(wire, dynamo), Dynamo(wire, dynamo)))
            .AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(
                Anybody, new AmazonSQSConfig { ServiceURL = sqs.AbsoluteUri, AuthenticationRegion = "eu-central-1", HttpClientFactory = wire }));
        _services = new FunctionHost(settings, Stream.Null, time).AddTo(services)
            .AddSingleton<ServiceFigures>()
            .AddSingleton(transport)
            .AddSingleton<IAccountSource>(Account)
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
