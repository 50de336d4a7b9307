using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Cli.Commands;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Sending;
using ServerlessMail.Http;
using ServerlessMail.Local.Inbox;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Ses.Account;
using ServerlessMail.Local.Start;
using ServerlessMail.Local.Storage;
using ServerlessMail.Local.Workers;

namespace ServerlessMail.Cli.Serve;

/// <summary>Runs the whole product in this process: the same parts as on AWS, over SQLite and a simulated SES.</summary>
internal static class ServeHost
{
    private const string Region = "eu-central-1";
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task<ExitCode> RunAsync(ServeOptions options, Surroundings surroundings, bool json, CancellationToken ct)
    {
        var terminal = surroundings.Terminal;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, options.Port));
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return Failure.Tell(terminal, json, ExitCode.Unreachable, $"Port {options.Port} of 127.0.0.1 cannot be used: {fault.Message}.", "Take another one with --port; 0 takes a free one.");
        }

        var url = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}"; // it was just bound
        await using var app = Build(options, surroundings.Time, socket, new Uri(url));
        await app.Services.GetRequiredService<FirstStart>().EnsureAsync(options, ct);
        await app.StartAsync(ct);
        // Whoever posts next finds the account's limits in force.
        await app.Services.GetRequiredService<RefreshAccount>().RunAsync(ct);
        var isSandboxed = await app.Services.GetRequiredService<AccountTable>().IsSandboxedAsync(ct);
        ServeAnnouncement.Write(terminal, json, new Served(url, $"{url}/inbox", options.DataDirectory, isSandboxed));

        await Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var stop = new CancellationTokenSource(StopWithin, surroundings.Time);
        await app.StopAsync(stop.Token);
        return ExitCode.Ok;
    }

    private static WebApplication Build(ServeOptions options, TimeProvider time, Socket socket, Uri url)
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
            .AddWorkers()
            .AddSingleton<FirstStart>();
        builder.Logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("ServerlessMail", LogLevel.Information);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var app = builder.Build();
        app.UseHttpEdge();
        // A page of another site that points its own name at 127.0.0.1 is turned away.
        app.UseHostFiltering();
        app.UseRouting();
        app.MapForms();
        app.MapSesSimulator();
        app.MapInbox();
        app.MapStart();
        return app;
    }

    private static SesSettings Simulated(SesSimulatorCredentials credentials, Uri url) => new()
    {
        Endpoint = url,
        SigningRegion = Region,
        Credentials = new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey),
        ConfigurationSet = "serverlessmail",
        BetweenAdministrativeCalls = TimeSpan.Zero,
    };
}
