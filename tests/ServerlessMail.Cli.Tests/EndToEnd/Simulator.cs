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
    private readonly DataDirectory _data = new();
    private readonly WebApplication _app;

    private Simulator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSqliteStores(_data.Path).AddSesSimulator(_data.Path).AddLocalIdentities().AddInbox();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapSesSimulator();
        _app.MapInbox();
    }

    public Uri Url => new(_app.Urls.Single());

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
            ConfigurationSet = "serverlessmail",
        };
    }

    public Task<IReadOnlyList<InboxTags>> InboxAsync() => InboxTags.ReadAsync(Url.ToString().TrimEnd('/'));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }
}
