using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Benchmarks.Emulators;
using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>A backlog on the emulators of DynamoDB and SQS, by the adapters for AWS: two batches of each lane, and a sweep every minute.</summary>
internal static class EmulatorBacklog
{
    private const int Batches = 2;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    /// <summary>Null where the emulators are not installed.</summary>
    public static async Task<UrgentSeen?> MeasureAsync(int backlog, int urgent, CancellationToken ct)
    {
        if (await DynamoBench.StartAsync(ct) is not { } started)
            return null;
        await using var dynamo = started;
        await using var sqs = new LocalSqs();
        await sqs.InitializeAsync();
        using var client = new AmazonSQSClient(new BasicAWSCredentials("test", "test"), new AmazonSQSConfig { ServiceURL = sqs.Endpoint.AbsoluteUri, AuthenticationRegion = "eu-central-1" });
        var ses = new StubSes(RealBacklog.SesTakes);
        var options = new AwsOptions(DynamoBench.Table, await QueueAsync("urgent"), await QueueAsync("normal"), await QueueAsync("bulk"));
        var services = dynamo.Process(
            TimeProvider.System,
            services => services
                .AddSingleton<IAmazonSQS>(client)
                .AddSingleton(options)
                .AddCore(SendTimings.Aws)
                .AddSingleton<IMailTransport>(ses)
                .AddSingleton<IAccountSource>(new MemoryAccountSource(TimeProvider.System)));

        var run = new RealBacklog("dynalite and SQS emulator, real time", services, ses);
        await run.PrepareAsync(backlog, ct);
        using var stop = new CancellationTokenSource();
        var queue = services.GetRequiredService<IMessageQueue>();
        var work = Enum.GetValues<Lane>().SelectMany(lane => Enumerable.Repeat(lane, Batches))
            .Select(lane => Task.Run(new BatchSender(lane, queue, services.GetRequiredService<SendQueued>(), SendTimings.Aws, TimeProvider.System, stop.Token).RunAsync, ct))
            .Append(Task.Run(() => SweepAsync(services.GetRequiredService<SweeperRound>(), stop.Token), ct))
            .ToArray();
        var seen = await run.OfferAsync(backlog, urgent, ct);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        return seen;

        async Task<Uri> QueueAsync(string name) => new((await client.CreateQueueAsync(name, ct)).QueueUrl);
    }

    private static async Task SweepAsync(SweeperRound round, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await round.RunAsync(Budget, CancellationToken.None);
            await Task.Delay(SendTimings.Aws.SweepEvery, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
