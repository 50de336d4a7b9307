using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Http;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>The parts as they stand on AWS: HTTP, DynamoDB and SQS (as emulators), SES (as the simulator), and the command line beside them.</summary>
public sealed class AwsPipelineTests(Dynalite dynalite, LocalSqs sqs) : IClassFixture<Dynalite>, IClassFixture<LocalSqs>
{
    private const string Region = "eu-central-1";
    private static readonly BasicAWSCredentials Anybody = new("test", "test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_posted_form_is_delivered_and_its_trail_tells_how()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var service = await StartAsync(simulator, "delivered");

        var id = await PostAsync(service);
        await WorkAsync(service, simulator);

        Assert.Equal([id], (await simulator.InboxAsync()).Select(mail => mail.Message));
        var message = await MessageAsync(service, id);
        Assert.Equal([TrailKind.Accepted, TrailKind.Claimed, TrailKind.Sent, TrailKind.Delivered], message.Trail.Select(known => known.Kind));
        Assert.Null(message.Due);
    }

    [Fact]
    public async Task The_command_line_pauses_it_and_what_was_held_is_sent_once_after_the_resume()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var service = await StartAsync(simulator, "paused");
        var environment = EnvironmentOf(service);

        Assert.Equal(0, (await SmailAsync(environment, "pause", "--reason", "incident 42")).Code);
        var id = await PostAsync(service);
        await WorkAsync(service, simulator);
        Assert.Empty(await simulator.InboxAsync());
        using (var status = JsonDocument.Parse((await SmailAsync(environment, "status", "--json")).Output))
        {
            Assert.Equal("incident 42", status.RootElement.GetProperty("control").GetProperty("reason").GetString());
            Assert.Equal(1, status.RootElement.GetProperty("held").GetProperty("pause").GetInt32());
        }

        Assert.Equal(0, (await SmailAsync(environment, "resume")).Code);
        await service.Services.GetRequiredService<Sweep>().RunAsync(100, Ct);
        await WorkAsync(service, simulator);

        Assert.Equal([id], (await simulator.InboxAsync()).Select(mail => mail.Message));
        Assert.Contains("delivered", (await SmailAsync(environment, "messages", "show", id)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_that_was_thrown_by_hand_in_the_table_stops_it()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var service = await StartAsync(simulator, "byhand");
        var client = service.Services.GetRequiredService<DynamoClients>().Writes;

        // What the README's line of the AWS CLI does.
        await client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = service.Services.GetRequiredService<AwsOptions>().Table,
                Key = new Dictionary<string, AttributeValue> { ["pk"] = new("CONTROL"), ["sk"] = new("CONTROL") },
                UpdateExpression = "SET paused = :true",
                ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":true"] = new() { BOOL = true } },
            },
            Ct);
        var id = await PostAsync(service);
        await WorkAsync(service, simulator);

        Assert.Empty(await simulator.InboxAsync());
        Assert.Equal(HoldReason.Pause, (await MessageAsync(service, id)).Hold);
    }

    /// <summary>The service over a fresh table and queues, open, with the contact form and its verified sender.</summary>
    private async Task<WebApplication> StartAsync(Simulator simulator, string name)
    {
        var dynamo = new AmazonDynamoDBClient(Anybody, new AmazonDynamoDBConfig { ServiceURL = dynalite.Endpoint.ToString(), AuthenticationRegion = Region, MaxErrorRetry = 0 });
        var queues = new AmazonSQSClient(Anybody, new AmazonSQSConfig { ServiceURL = sqs.Endpoint.ToString(), AuthenticationRegion = Region });
        await DynamoTable.CreateAsync(dynamo, $"smail-{name}", TimeProvider.System, Ct);
        var urls = new List<Uri>();
        foreach (var lane in Enum.GetValues<Lane>())
            urls.Add(new Uri((await queues.CreateQueueAsync($"{name}-{lane}", Ct)).QueueUrl));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DynamoClients(dynamo, dynamo))
            .AddSingleton<IAmazonSQS>(queues)
            .AddCore(SendTimings.Local)
            .AddHttp()
            .AddAwsStores(new AwsOptions($"smail-{name}", urls[0], urls[1], urls[2]))
            .AddSingleton(simulator.SettingsAt(simulator.Url))
            .AddSes();
        var app = builder.Build();
        app.UseHttpEdge();
        app.UseRouting();
        app.MapForms();
        await app.Services.GetRequiredService<IControlStore>().EnsureAsync(Ct);
        await app.Services.GetRequiredService<ISenderStore>().PutAsync(SampleMail.Sender("example.com"), Ct);
        await app.Services.GetRequiredService<IFormStore>().TryApplyAsync([SampleMail.Form()], Ct);
        await app.StartAsync(Ct);
        return app;
    }

    private static async Task<string> PostAsync(WebApplication service)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var form = new FormUrlEncodedContent([new("name", "Ada"), new("email", "ada@example.org"), new("message", "Hello")]);
        using var answer = JsonDocument.Parse(await (await client.PostAsync($"{service.Urls.Single()}/f/contact", form, Ct)).Content.ReadAsStringAsync(Ct));
        return answer.RootElement.GetProperty("id").GetString() ?? throw new InvalidOperationException("The answer has no id.");
    }

    /// <summary>What the sender and the feedback functions do, until nothing is left.</summary>
    private static async Task WorkAsync(WebApplication service, Simulator simulator)
    {
        var queue = service.Services.GetRequiredService<IMessageQueue>();
        var before = (await simulator.InboxAsync()).Count;
        // A message that missed its grant comes back a moment later.
        while (await queue.DepthAsync(Lane.Normal, Ct) > 0)
        {
            foreach (var record in await queue.ReceiveAsync(Lane.Normal, 10, TimeSpan.FromMinutes(1), Ct))
            {
                await service.Services.GetRequiredService<SendQueued>().SendAsync([MessageId.Parse(record.Body)], Ct);
                await queue.DeleteAsync(Lane.Normal, record, Ct);
            }
        }

        var left = 2 * ((await simulator.InboxAsync()).Count - before);
        await Eventually.GetAsync(async () => (left -= await FeedbackAsync(service, simulator)) <= 0 ? "done" : null, TimeSpan.FromSeconds(20), () => $"{left} events did not come.");
    }

    private static async Task<int> FeedbackAsync(WebApplication service, Simulator simulator)
    {
        var events = await simulator.Queue.ReceiveAsync(QueueTable.Feedback, 10, TimeSpan.FromMinutes(1), Ct);
        foreach (var record in events)
        {
            Assert.True(FeedbackJson.TryRead(record.Body, out var feedback, out var fault), fault);
            await service.Services.GetRequiredService<RecordFeedback>().RecordAsync(feedback, Ct);
            await simulator.Queue.DeleteAsync(record.Receipt, Ct);
        }

        return events.Count;
    }

    private static async Task<Message> MessageAsync(WebApplication service, string id) =>
        (await service.Services.GetRequiredService<IMessageStore>().FindAsync(MessageId.Parse(id), Ct))?.Message ?? throw new InvalidOperationException($"{id} is not there.");

    private Dictionary<string, string> EnvironmentOf(WebApplication service)
    {
        var options = service.Services.GetRequiredService<AwsOptions>();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SMAIL_TABLE"] = options.Table,
            ["SMAIL_QUEUE_URGENT"] = options.QueueUrgent.ToString(),
            ["SMAIL_QUEUE_NORMAL"] = options.QueueNormal.ToString(),
            ["SMAIL_QUEUE_BULK"] = options.QueueBulk.ToString(),
            ["AWS_REGION"] = Region,
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL_DYNAMODB"] = dynalite.Endpoint.ToString(),
            ["AWS_ENDPOINT_URL_SQS"] = sqs.Endpoint.ToString(),
        };
    }

    private static async Task<(int Code, string Output)> SmailAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = SmailProcess.StartInfo(arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return await Command.RunAsync(start);
    }
}
