using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>The product's own transport against its own simulator.</summary>
public class TransportOnSimulatorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_mail_arrives_with_its_tags_and_its_event_names_it()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var services = Services(simulator.SettingsAt(simulator.Url), TimeProvider.System);
        var tags = new SendTags(SampleMail.Id(TimeProvider.System.GetUtcNow()), 3, Lane.Urgent);

        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync(services, tags));

        Assert.Equal([new InboxTags(tags.Message.ToString(), 3, "Message from Zoë 🙂")], await simulator.InboxAsync());
        var record = Assert.Single(await simulator.Queue.ReceiveAsync(QueueTable.Feedback, 1, Patience, CancellationToken.None));
        Assert.True(FeedbackJson.TryRead(record.Body, out var feedback, out var fault), fault);
        Assert.Equal((tags.Message, 3, sent.SesMessageId, FeedbackKind.Send), (feedback.Message, feedback.Attempt, feedback.SesMessageId, feedback.Kind));
    }

    [Fact]
    public async Task An_unverified_sender_is_ours_to_mend()
    {
        await using var simulator = await Simulator.StartAsync("example.net");
        await using var services = Services(simulator.SettingsAt(simulator.Url), TimeProvider.System);

        Assert.Equal(new SendOutcome.Misconfigured("identity-not-verified"), await SendAsync(services));
    }

    [Fact]
    public async Task A_wrong_key_is_ours_to_mend()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var services = Services(
            simulator.SettingsAt(simulator.Url) with { Credentials = new Amazon.Runtime.BasicAWSCredentials("AKIAOTHER", "wrong") }, TimeProvider.System);

        Assert.Equal(new SendOutcome.Misconfigured("access-denied"), await SendAsync(services));
    }

    [Fact]
    public async Task Nobody_at_the_endpoint_means_not_taken()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var services = Services(simulator.SettingsAt(new Uri("http://127.0.0.1:1")), TimeProvider.System);

        Assert.Equal(new SendOutcome.Throttled("not-connected"), await SendAsync(services));
    }

    [Fact]
    public async Task After_a_freeze_the_next_mail_does_not_meet_the_dead_connection()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var proxy = new SilentProxy(simulator.Url);
        await using var services = Services(simulator.SettingsAt(proxy.Url), time);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(services));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(services));
        Assert.Equal(1, proxy.Connections);

        proxy.Forget();
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.IsType<SendOutcome.Sent>(await SendAsync(services));
        Assert.Equal(2, proxy.Connections);
        Assert.Equal(3, (await simulator.InboxAsync()).Count);
    }

    [Fact]
    public async Task Without_the_age_limit_it_would_meet_it_and_be_uncertain()
    {
        // The same, but no time passes: it shows that the test above would see a dead connection if there was one.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var simulator = await Simulator.StartAsync("example.com");
        await using var proxy = new SilentProxy(simulator.Url);
        await using var services = Services(simulator.SettingsAt(proxy.Url), time);
        Assert.IsType<SendOutcome.Sent>(await SendAsync(services));

        proxy.Forget();

        Assert.Equal(new SendOutcome.Uncertain("timeout"), await SendAsync(services));
        Assert.Single(await simulator.InboxAsync());
    }

    private static ServiceProvider Services(SesSettings settings, TimeProvider time) => new ServiceCollection()
        .AddSingleton(time)
        .AddSingleton<ILoggerFactory, NullLoggerFactory>()
        .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
        .AddSingleton(settings)
        .AddSes()
        .BuildServiceProvider();

    private static async Task<SendOutcome> SendAsync(IServiceProvider services, SendTags? tags = null)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        return await services.GetRequiredService<IMailTransport>().SendAsync(
            ComposeMail.From(SampleMail.Draft()), tags ?? new SendTags(SampleMail.Id(TimeProvider.System.GetUtcNow()), 1, Lane.Normal), patience.Token);
    }
}
