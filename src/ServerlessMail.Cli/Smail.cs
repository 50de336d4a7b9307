using System.CommandLine;
using ServerlessMail.Cli.Commands;
using ServerlessMail.Cli.Serve;

namespace ServerlessMail.Cli;

/// <summary>The program <c>smail</c>: its commands, and the one place where what they throw becomes a message and an exit code.</summary>
internal static class Smail
{
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken ct)
    {
        var invocation = new Invocation(surroundings);
        var root = new RootCommand("Sends the mail of sites and apps, and lets nobody abuse it")
        {
            invocation.Target, invocation.Data, invocation.Json, invocation.NoColor,
            ServeCommand.Create(invocation),
        };
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration
        {
            Output = surroundings.Terminal.Output,
            Error = surroundings.Terminal.Error,
            EnableDefaultExceptionHandler = false,
        }, ct);
    }
}
