using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
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
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_posted_form_is_delivered_and_its_trail_tells_how()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        using var place = await PlaceAsync("delivered");
        await using var service = await StartAsync(place, simulator);

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
        using var place = await PlaceAsync("paused");
        await using var service = await StartAsync(place, simulator);

        Assert.Equal(0, (await place.SmailAsync("pause", "--reason", "incident 42")).Code);
        var id = await PostAsync(service);
        await WorkAsync(service, simulator);
        Assert.Empty(await simulator.InboxAsync());
        using (var status = JsonDocument.Parse((await place.SmailAsync("status", "--json")).Output))
        {
            Assert.Equal("incident 42", status.RootElement.GetProperty("control").GetProperty("reason").GetString());
            Assert.Equal(1, status.RootElement.GetProperty("held").GetProperty("pause").GetInt32());
        }

        Assert.Equal(0, (await place.SmailAsync("resume")).Code);
        await service.Services.GetRequiredService<Sweep>().RunAsync(100, Ct);
        await WorkAsync(service, simulator);

        Assert.Equal([id], (await simulator.InboxAsync()).Select(mail => mail.Message));
        Assert.Contains("delivered", (await place.SmailAsync("messages", "show", id)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_that_was_thrown_by_hand_in_the_table_stops_it()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        using var place = await PlaceAsync("byhand");
        await using var service = await StartAsync(place, simulator);
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

    private Task<AwsPlace> PlaceAsync(string name) => AwsPlace.CreateAsync(dynalite, sqs, $"smail-{name}");

    /// <summary>The service over a table and queues, open, with the contact form and its verified sender.</summary>
    private static async Task<WebApplication> StartAsync(AwsPlace place, Simulator simulator)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        place.AddTo(builder.Services).AddCore(SendTimings.Local).AddHttp().AddSingleton(simulator.SettingsAt(simulator.Url)).AddSes();
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
}
