using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>What the product's own transport makes of SES's bad days.</summary>
public class TransportOnFaultsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, SendOutcome, int> Faults => new()
    {
        { """{"kind":"throttled"}""", new SendOutcome.Throttled("throttled"), 0 },
        { """{"kind":"quota"}""", new SendOutcome.QuotaSpent("daily-quota"), 0 },
        { """{"kind":"error-before"}""", new SendOutcome.Uncertain("ses-500"), 0 },
        { """{"kind":"reset-before"}""", new SendOutcome.Uncertain("connection-lost"), 0 },
        { """{"kind":"error-after"}""", new SendOutcome.Uncertain("ses-500"), 1 },
        { """{"kind":"lost-answer"}""", new SendOutcome.Uncertain("connection-lost"), 1 },
        { """{"kind":"slow","delayMs":60000}""", new SendOutcome.Uncertain("timeout"), 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_fault_is_the_outcome_that_it_should_be_and_is_met_once(string fault, SendOutcome expected, int taken)
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await PutAsync(simulator, "faults", $$"""{"faults":[{{fault}}]}""");

        Assert.Equal(expected, await SendAsync(simulator));

        // One, if it was taken at all: nothing below us sends a second time.
        Assert.Equal(taken, (await simulator.InboxAsync()).Count);
    }

    [Theory]
    [InlineData("""{"sendingEnabled":false}""", "ses-sending-paused")]
    [InlineData("""{"enforcement":"SHUTDOWN"}""", "ses-account-suspended")]
    public async Task An_account_that_may_not_send_stops_everything(string change, string reason)
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await PutAsync(simulator, "account", change);

        Assert.Equal(new SendOutcome.AccountStopped(reason), await SendAsync(simulator));
    }

    [Fact]
    public async Task In_the_sandbox_an_unverified_recipient_is_ours_to_mend()
    {
        await using var simulator = await Simulator.StartAsync("example.com");
        await PutAsync(simulator, "account", """{"sandbox":true}""");
        var draft = SampleMail.Draft() with { To = [EmailAddress.Parse("stranger@example.org")] };

        Assert.Equal(new SendOutcome.Misconfigured("identity-not-verified"), await SendAsync(simulator, draft));
    }

    private static async Task PutAsync(Simulator simulator, string what, string body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var url = new Uri(simulator.Url, $"/inbox/api/{what}");
        using var answer = what == "faults" ? await client.PutAsync(url, content, Ct) : await client.PatchAsync(url, content, Ct);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static async Task<SendOutcome> SendAsync(Simulator simulator, MailDraft? draft = null)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILoggerFactory, NullLoggerFactory>()
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(simulator.SettingsAt(simulator.Url))
            .AddSes()
            .BuildServiceProvider();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        return await services.GetRequiredService<IMailTransport>().SendAsync(
            ComposeMail.From(draft ?? SampleMail.Draft()), new SendTags(SampleMail.Id(TimeProvider.System.GetUtcNow()), 1, Lane.Normal), patience.Token);
    }
}
