using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Http;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Benchmarks.Emulators;

/// <summary>A table on dynalite, and processes that share it. Ends the emulator with it.</summary>
internal sealed class DynamoBench : IAsyncDisposable
{
    public const string Table = "smail";

    private const string Region = "eu-central-1";

    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    private readonly Dynalite _dynalite = new();
    private readonly List<ServiceProvider> _processes = [];

    private DynamoBench()
    {
    }

    /// <summary>What went over the wire to the table, of all processes together.</summary>
    public WireLog Wire { get; } = new();

    /// <summary>A client that nobody counts.</summary>
    public IAmazonDynamoDB Uncounted { get; private set; } = null!; // made by StartAsync, the only way to one of these

    /// <summary>Starts it; null where Node or the packages of tests/package.json are not installed.</summary>
    public static async Task<DynamoBench?> StartAsync(CancellationToken ct)
    {
        if (!Directory.Exists(Path.Combine(TestsDirectory.Path, "node_modules")))
            return null;
        var bench = new DynamoBench();
        await bench._dynalite.InitializeAsync();
        bench.Uncounted = bench.Connect(new AmazonDynamoDBConfig());
        await DynamoTable.CreateAsync(bench.Uncounted, Table, TimeProvider.System, ct);
        return bench;
    }

    /// <summary>Another process on the same table.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="with">What else it is made of.</param>
    public ServiceProvider Process(TimeProvider time, Func<IServiceCollection, IServiceCollection>? with = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton(DynamoClients.Create(new FreshHttp(time), config =>
            {
                config.HttpClientFactory = Wire;
                return Connect(config);
            }))
            .AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(
                new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = Nowhere.AbsoluteUri, AuthenticationRegion = Region }))
            .AddAwsStores(new AwsOptions(Table, Nowhere, Nowhere, Nowhere));
        var process = (with?.Invoke(services) ?? services).BuildServiceProvider();
        _processes.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        Uncounted.Dispose();
        await _dynalite.DisposeAsync();
    }

    private AmazonDynamoDBClient Connect(AmazonDynamoDBConfig config)
    {
        config.ServiceURL = _dynalite.Endpoint.AbsoluteUri;
        config.AuthenticationRegion = Region;
        return new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), config);
    }
}
