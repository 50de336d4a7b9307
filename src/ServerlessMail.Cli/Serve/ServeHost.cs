using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Cli.Commands;
using ServerlessMail.Cli.Functions;
using ServerlessMail.Core.Account;
using ServerlessMail.Http;
using ServerlessMail.Local.Ses.Account;
using ServerlessMail.Local.Workers;

namespace ServerlessMail.Cli.Serve;

/// <summary>Runs the whole product in this process: the same parts as on AWS, over SQLite and a simulated SES.</summary>
internal static class ServeHost
{
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
        if (options.Functions is { } directory)
            return await FunctionsHost.RunAsync(options, directory, surroundings, json, socket, new Uri(url), ct);
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
        var builder = LocalFront.Builder(options, time, socket, url);
        builder.Services.AddWorkers();
        var app = builder.Build();
        LocalFront.Use(app);
        app.MapForms();
        return app;
    }
}
