using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>The transport as the product composes it, sent to an endpoint of the test, by a clock of the test.</summary>
internal sealed class SesUnderTest : IDisposable
{
    private readonly ServiceProvider _services;

    public SesUnderTest(Uri? endpoint, string? configurationSet = "smail", TimeProvider? time = null) => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(time ?? Time)
        .AddSingleton(new SesSettings
        {
            Endpoint = endpoint,
            SigningRegion = "eu-central-1",
            Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            ConfigurationSet = configurationSet,
        })
        .AddSes()
        .BuildServiceProvider();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));

    public static SendTags Tags { get; } = new(MessageId.Parse("01KAT0000000000000000000AB"), 2, Lane.Normal);

    public static MailContent Mail { get; } = new()
    {
        From = Mailbox.Parse("Forms <forms@example.com>"),
        To = [EmailAddress.Parse("owner@example.com"), EmailAddress.Parse("office@example.com")],
        ReplyTo = EmailAddress.Parse("Visitor@bücher.example"),
        Subject = "Message from Zoë 🙂",
        Text = "Guten Tag\n",
        Html = "<p>Guten Tag</p>",
    };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<SendOutcome> SendAsync(MailContent? mail = null, CancellationToken? ct = null) =>
        Get<IMailTransport>().SendAsync(mail ?? Mail, Tags, ct ?? TestContext.Current.CancellationToken);

    public void Dispose() => _services.Dispose();
}
