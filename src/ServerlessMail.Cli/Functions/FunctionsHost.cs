using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Cli.Commands;
using ServerlessMail.Cli.Functions.Gateway;
using ServerlessMail.Cli.Functions.Place;
using ServerlessMail.Cli.Functions.Runtime;
using ServerlessMail.Cli.Serve;
using ServerlessMail.Core.Account;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Ses.Account;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Functions;

/// <summary>Runs the published Lambda program itself on this machine: everything that is AWS's is played by this process and by emulators.</summary>
internal static class FunctionsHost
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task<ExitCode> RunAsync(
        ServeOptions options, string directory, Surroundings surroundings, bool json, Socket socket, Uri url, CancellationToken ct)
    {
        var terminal = surroundings.Terminal;
        if (FunctionProgram.Find(directory) is not { } program)
            return Failure.Tell(terminal, json, ExitCode.Failed, $"There is no program 'bootstrap' in {directory}.", "Make it with: dotnet publish src/ServerlessMail.Lambda -o DIR");
        try
        {
            var credentials = SesSimulatorCredentials.LoadOrCreate(options.DataDirectory);
            await using var place = await LocalPlace.OpenAsync(
                surroundings.Variable, new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey), surroundings.Time, ct);
            var variables = new FunctionVariables(place, credentials, url);
            await using var functions = new LocalFunctions(program, variables, new FunctionOutput(terminal), surroundings.Time);
            await using var app = Build(options, place, functions, surroundings.Time, socket, url, ct);
            await app.Services.GetRequiredService<FirstStart>().EnsureAsync(options, ct);
            await app.StartAsync(ct);
            // Whoever posts next finds the account's limits in force.
            await app.Services.GetRequiredService<RefreshAccount>().RunAsync(ct);
            ServeAnnouncement.Write(terminal, json, new Served(
                url.AbsoluteUri.TrimEnd('/'), $"{url.AbsoluteUri}inbox", options.DataDirectory, await app.Services.GetRequiredService<AccountTable>().IsSandboxedAsync(ct))
            {
                Functions = new ServedFunctions(
                    directory,
                    $"{place.DynamoEndpoint.AbsoluteUri}{(place.IsOurs ? " (in memory: gone when this ends)" : "")}",
                    place.SqsEndpoint.AbsoluteUri,
                    await WriteAsync(options.DataDirectory, variables, ct)),
            });

            await functions.RunAsync(place, app.Services.GetRequiredService<QueueTable>(), ct);
            using var stop = new CancellationTokenSource(StopWithin, surroundings.Time);
            await app.StopAsync(stop.Token);
            return ExitCode.Ok;
        }
        catch (PlaceException missing)
        {
            return Failure.Tell(terminal, json, ExitCode.Failed, missing.Message, missing.Advice);
        }
    }

    private static WebApplication Build(ServeOptions options, LocalPlace place, LocalFunctions functions, TimeProvider time, Socket socket, Uri url, CancellationToken ct)
    {
        var builder = LocalFront.Builder(options, time, socket, url);
        // The last registration counts: the service's data are in the table, SES's own stay in the directory.
        builder.Services
            .AddSingleton(new DynamoClients(place.Dynamo, place.Dynamo))
            .AddSingleton(place.Sqs)
            .AddAwsStores(place.Options);
        var app = builder.Build();
        LocalFront.Use(app);
        app.Map("/{**path}", new ApiGateway(payload => functions.Api.InvokeAsync(payload, ct), time).HandleAsync);
        return app;
    }

    /// <summary>Leaves the variables in a file, so that a shell can take them over; nobody else reads it, since the simulator's key is among them.</summary>
    private static async Task<string> WriteAsync(string directory, FunctionVariables variables, CancellationToken ct)
    {
        var file = Path.Combine(directory, "functions.env");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var lines = new StreamWriter(file, options);
        await lines.WriteAsync(string.Concat(variables.Operator.Select(variable => $"{variable.Key}='{variable.Value}'\n")).AsMemory(), ct);
        return file;
    }
}
