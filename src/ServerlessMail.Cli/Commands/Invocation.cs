using System.CommandLine;
using ServerlessMail.Cli.Serve;

namespace ServerlessMail.Cli.Commands;

/// <summary>What every command has in common: the options that stand everywhere, and the way from a command line to an act.</summary>
internal sealed class Invocation(Surroundings surroundings)
{
    public Option<string> Target { get; } = new Option<string>("--target")
    {
        Description = "Whose data: local, or aws (the default where SMAIL_TABLE is set)",
        HelpName = "local|aws",
        Recursive = true,
    }.AcceptOnlyFromAmong("local", "aws");

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Directory of the local data",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => ".smail",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON for machines", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours (as with the variable NO_COLOR)", Recursive = true };

    public async Task<int> ServeAsync(ParseResult parsed, Func<string, ServeOptions> options, CancellationToken ct)
    {
        if (parsed.GetValue(Target) == "aws")
            return (int)surroundings.Terminal.Fail(ExitCode.Usage, "serve runs on this machine only, so it takes no --target aws.", "On AWS the functions are the service: deploy them with template.yaml.");
        return (int)await ServeHost.RunAsync(options(Path.GetFullPath(parsed.GetRequiredValue(Data))), surroundings, parsed.GetValue(Json), ct);
    }
}
