using System.CommandLine;
using Amazon.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Cli.Serve;
using ServerlessMail.Cli.Targets;
using ServerlessMail.Http.Turnstile;

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

    public Option<string> Data { get; } = new Option<string>("--data")
    {
        Description = "Directory of the local data; naming one means local",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => ".smail",
    }.NotBlank("--data must name a directory.");

    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON for machines", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours (as with the variable NO_COLOR)", Recursive = true };

    /// <summary>The service's own address, where the variable SMAIL_PUBLIC_URL tells it.</summary>
    public Uri? ServiceUrl => Uri.TryCreate(surroundings.Variable("SMAIL_PUBLIC_URL"), UriKind.Absolute, out var url) ? url : null;

    /// <summary>Runs an act on the data that the command line names.</summary>
    public Task<int> RunAsync(ParseResult parsed, Func<Session, CancellationToken, Task<ExitCode>> act, CancellationToken ct) =>
        RunAsync(parsed, () => Choose(parsed), act, ct);

    private Task<int> RunAsync(ParseResult parsed, Func<TargetChoice> choose, Func<Session, CancellationToken, Task<ExitCode>> act, CancellationToken ct) =>
        GuardAsync(parsed, async () =>
        {
            var json = parsed.GetValue(Json);
            if (NamesData(parsed) && parsed.GetValue(Target) == "aws")
                return Failure.Tell(surroundings.Terminal, json, ExitCode.Usage, "--data names local data, so it does not go with --target aws.", "Nothing was done. Leave one of them out.");
            switch (choose())
            {
                case TargetChoice.Missing missing:
                    return Failure.Tell(surroundings.Terminal, json, ExitCode.Failed, missing.What, missing.Advice);
                case TargetChoice.Open open:
                    await using (open.Services)
                        return await act(new Session(open.Services, surroundings, json), ct);
            }

            throw new NotSupportedException("A target is either open or missing.");
        }, ct);

    /// <summary>Here, once, what is thrown becomes a message and an exit code.</summary>
    private async Task<int> GuardAsync(ParseResult parsed, Func<Task<ExitCode>> act, CancellationToken ct)
    {
        try
        {
            return (int)await act();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (Exception fault)
        {
            return (int)Tell(fault, parsed.GetValue(Json));
        }
    }

    private ExitCode Tell(Exception fault, bool json) => IsUnreachable(fault)
        ? Failure.Tell(surroundings.Terminal, json, ExitCode.Unreachable, $"The data cannot be reached: {fault.Message}", "Nothing more was done. Check --target, --data and the credentials.")
        : Failure.Tell(surroundings.Terminal, json, ExitCode.Defect, $"This is a defect of smail: {fault.GetType().Name}: {fault.Message}", Steps(fault));

    private static string[] Steps(Exception fault) => (fault.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs an act that needs no data.</summary>
    public Task<int> RunAloneAsync(ParseResult parsed, Func<Session, CancellationToken, Task<ExitCode>> act, CancellationToken ct) =>
        RunAsync(parsed, () => new TargetChoice.Open(new ServiceCollection().BuildServiceProvider()), act, ct);

    public Task<int> ServeAsync(ParseResult parsed, Func<string, ServeOptions> options, CancellationToken ct) => GuardAsync(parsed, async () =>
    {
        var json = parsed.GetValue(Json);
        return parsed.GetValue(Target) == "aws"
            ? Failure.Tell(surroundings.Terminal, json, ExitCode.Usage, "serve runs on this machine only, so it takes no --target aws.", "On AWS the functions are the service: deploy them with template.yaml.")
            : await ServeHost.RunAsync(options(Directory(parsed)) with { Turnstile = Turnstile() }, surroundings, json, ct);
    }, ct);

    /// <summary>As the api function on AWS has it.</summary>
    private TurnstileSettings? Turnstile() => surroundings.Variable("SMAIL_TURNSTILE_SECRET") is { Length: > 0 } secret ? new TurnstileSettings(secret) : null;

    private TargetChoice Choose(ParseResult parsed)
    {
        if (surroundings.Target is { } given)
            return new TargetChoice.Open(given());
        var isAws = parsed.GetValue(Target) is { } named ? named == "aws" : !NamesData(parsed) && !string.IsNullOrEmpty(surroundings.Variable("SMAIL_TABLE"));
        return isAws ? Targets.Target.Aws(surroundings.Variable, surroundings.Time) : Targets.Target.Local(Directory(parsed), surroundings.Time);
    }

    /// <summary>True when --data was typed: who names a directory means that one, whatever the environment says.</summary>
    private bool NamesData(ParseResult parsed) => parsed.GetResult(Data) is { Implicit: false };

    private string Directory(ParseResult parsed) => Path.GetFullPath(parsed.GetRequiredValue(Data));

    /// <summary>A cancellation that nobody here asked for is a call that took too long.</summary>
    private static bool IsUnreachable(Exception fault) =>
        fault is OperationCanceledException or SqliteException or AmazonServiceException or AmazonClientException or HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException or TimeoutException;
}
