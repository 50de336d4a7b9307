using System.CommandLine;
using System.CommandLine.Help;
using ServerlessMail.Cli.Commands;
using ServerlessMail.Cli.Serve;

namespace ServerlessMail.Cli;

/// <summary>The program <c>smail</c> and its commands.</summary>
internal static class Smail
{
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken ct)
    {
        var parsed = Root(new Invocation(surroundings)).Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Terminal.Output,
            Error = surroundings.Terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        if (parsed.Errors.Count == 0 || parsed.Action is HelpWithExamples)
            return await parsed.InvokeAsync(configuration, ct);
        if (parsed.UnmatchedTokens.Count > 0 || parsed.CommandResult.Command.Subcommands.Count == 0)
            return (int)WrongUsage(parsed, surroundings, args);

        // A command that only gathers others, alone: whoever types that wants to know which.
        await parsed.RootCommandResult.Command.Parse([.. args, "--help"]).InvokeAsync(configuration, ct);
        return (int)ExitCode.Usage;
    }

    internal static RootCommand Root(Invocation invocation)
    {
        var root = new RootCommand("Sends the mail of sites and apps, and lets nobody abuse it")
        {
            invocation.Target, invocation.Data, invocation.Json, invocation.NoColor,
            ServeCommand.Create(invocation),
            StatusCommand.Create(invocation),
            PauseCommand.Create(invocation),
            ResumeCommand.Create(invocation),
            SendersCommands.Create(invocation),
            FormsCommands.Create(invocation),
            ExplainCommand.Create(invocation),
            MessagesCommands.Create(invocation),
            HeldCommands.Create(invocation),
            RedriveCommand.Create(invocation),
            EraseCommand.Create(invocation),
            AuditCommands.Create(invocation),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!); // the library always sets one
        return root;
    }

    /// <summary>Everything that is wrong at once, with what was probably meant.</summary>
    private static ExitCode WrongUsage(ParseResult parsed, Surroundings surroundings, string[] args)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "smail" : $"smail {Path(parsed.CommandResult)}";
        var advice = new List<string>();
        foreach (var word in parsed.UnmatchedTokens)
        {
            var known = word.StartsWith('-') ? Options(parsed.CommandResult) : command.Subcommands.Select(sub => sub.Name);
            if (Nearest.Of(word, known) is { } meant)
                advice.Add($"Did you mean {meant}?");
        }

        advice.Add($"'{name} --help' tells what there is.");
        return Failure.Tell(surroundings.Terminal, args.Contains("--json"), ExitCode.Usage, string.Join(' ', Faults(parsed)), [.. advice]);
    }

    /// <summary>The faults in words. Who mistyped a command has not left it out as well.</summary>
    private static IEnumerable<string> Faults(ParseResult parsed) => parsed.UnmatchedTokens is { Count: > 0 } unknown
        ? unknown.Select(word => word.StartsWith('-') ? $"There is no option '{word}'." : $"There is no command or argument '{word}'.")
        : parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Options(System.CommandLine.Parsing.CommandResult result)
    {
        for (var at = result; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            foreach (var option in at.Command.Options)
                yield return option.Name;
        }
    }

    private static string Path(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent ? $"{Path(parent)} {result.Command.Name}" : result.Command.Name;
}
