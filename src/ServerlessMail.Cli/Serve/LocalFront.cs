using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Sending;
using ServerlessMail.Http;
using ServerlessMail.Local.Inbox;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Start;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Serve;

/// <summary>What stands in front on this machine, whoever does the work: the start page, the inbox and the simulated SES.</summary>
internal static class LocalFront
{
    public const string Region = "eu-central-1";
    public const string ConfigurationSet = "serverlessmail";

    /// <summary>The front's parts over a data directory, listening on a socket that was bound before.</summary>
    public static WebApplicationBuilder Builder(ServeOptions options, TimeProvider time, Socket socket, Uri url)
    {
        // The empty builder reads no settings from the directory or the environment: nothing there changes what is served.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen((IPEndPoint)socket.LocalEndPoint!); // it was bound before
        });
        builder.Services
            .Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = _ => socket)
            .AddHostFiltering(hosts => hosts.AllowedHosts = ["127.0.0.1", "localhost"])
            .AddSingleton(time)
            .AddCore(SendTimings.Local)
            .AddHttp()
            .AddSqliteStores(options.DataDirectory)
            .AddSesSimulator(options.DataDirectory)
            .AddSingleton(provider => Simulated(provider.GetRequiredService<SesSimulatorCredentials>(), url))
            .AddSes()
            .AddInbox()
            .AddSingleton<FirstStart>();
        if (options.Turnstile is { } turnstile)
            builder.Services.AddTurnstile(turnstile);
        builder.Logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("ServerlessMail", LogLevel.Information);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    /// <summary>Puts the front's middleware and routes in place; more may be mapped behind them.</summary>
    public static void Use(WebApplication app)
    {
        app.UseHttpEdge();
        // A page of another site that points its own name at 127.0.0.1 is turned away.
        app.UseHostFiltering();
        app.UseRouting();
        app.MapSesSimulator();
        app.MapInbox();
        app.MapStart();
    }

    private static SesSettings Simulated(SesSimulatorCredentials credentials, Uri url) => new()
    {
        Endpoint = url,
        SigningRegion = Region,
        Credentials = new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey),
        ConfigurationSet = ConfigurationSet,
        BetweenAdministrativeCalls = TimeSpan.Zero,
    };
}
