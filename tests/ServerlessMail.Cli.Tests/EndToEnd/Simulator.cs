using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core.Senders;
using ServerlessMail.Local.Inbox;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>The SES simulator by itself, in this process, on a free port of 127.0.0.1.</summary>
internal sealed class Simulator : IAsyncDisposable
{
    private const string ConfigurationSet = "serverlessmail";

    private readonly DataDirectory _data = new();
    private readonly ConcurrentQueue<DateTimeOffset> _calls = new();
    private readonly WebApplication _app;

    private Simulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSqliteStores(_data.Path).AddSesSimulator(_data.Path).AddLocalIdentities().AddInbox();
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            if (context.Request.Path == "/v2/email/outbound-emails")
                _calls.Enqueue(TimeProvider.System.GetUtcNow());
            return next(context);
        });
        _app.UseRouting();
        _app.MapSesSimulator();
        _app.MapInbox();
    }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>When it was asked to send a mail, each time.</summary>
    public IReadOnlyCollection<DateTimeOffset> Calls => _calls;

    public QueueTable Queue => _app.Services.GetRequiredService<QueueTable>();

    /// <summary>Starts it with verified identities.</summary>
    public static async Task<Simulator> StartAsync(params string[] identities)
    {
        var simulator = new Simulator();
        await simulator._app.StartAsync();
        foreach (var identity in identities)
            await simulator._app.Services.GetRequiredService<ISenderIdentities>().EnsureAsync(identity, CancellationToken.None);
        return simulator;
    }

    /// <summary>What a client needs to send through it, or through something before it.</summary>
    public SesSettings SettingsAt(Uri endpoint)
    {
        var credentials = _app.Services.GetRequiredService<SesSimulatorCredentials>();
        return new SesSettings
        {
            Endpoint = endpoint,
            SigningRegion = "eu-central-1",
            Credentials = new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey),
            ConfigurationSet = ConfigurationSet,
        };
    }

    /// <summary>The environment of a program that works at a place on AWS and sends through it.</summary>
    public Dictionary<string, string> EnvironmentOn(AwsPlace place)
    {
        var credentials = _app.Services.GetRequiredService<SesSimulatorCredentials>();
        return new Dictionary<string, string>(place.Environment, StringComparer.Ordinal)
        {
            ["SMAIL_CONFIGURATION_SET"] = ConfigurationSet,
            ["AWS_ENDPOINT_URL_SESV2"] = Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
        };
    }

    /// <summary>Changes what docs/simulator.md says that can be changed.</summary>
    public Task ChangeAsync(HttpMethod method, string path, string json) => SimulatorChange.SendAsync(Url.ToString().TrimEnd('/'), method, path, json);

    public Task<IReadOnlyList<InboxTags>> InboxAsync() => InboxTags.ReadAsync(Url.ToString().TrimEnd('/'));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }
}
