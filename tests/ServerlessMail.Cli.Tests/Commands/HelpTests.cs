using System.CommandLine;
using ServerlessMail.Cli.Commands;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Tests.Commands;

public class HelpTests
{
    public static TheoryData<string> Commands => [.. Paths(Root(), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_and_what_can_be_run_has_examples(string path)
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Ok, await run.RunAsync($"{path} --help"));

        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
        var command = path.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate((Command)Root(), (at, word) => at.Subcommands.Single(sub => sub.Name == word));
        Assert.Equal(command.Subcommands.Count == 0, run.Output.Contains("Examples:\n  smail ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_tells_what_a_command_does_takes_and_how_it_is_typed()
    {
        var run = new SmailRun();

        await run.RunAsync("held release --help");

        Assert.EndsWith(
            """
            Arguments:
              <ID>  A message id

            Options:
              --even-twice          Also if it may have arrived already
              -?, -h, --help        Show help and usage information
              --target <local|aws>  Whose data: local, or aws (the default where SMAIL_TABLE is set)
              --data <DIR>          Directory of the local data; naming one means local [default: .smail]
              --json                Write JSON for machines
              --no-color            No colours (as with the variable NO_COLOR)

            Examples:
              smail held release 01JDEXAMPLE0000000000000000
              smail held release 01JDEXAMPLE0000000000000000 --even-twice


            """,
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_are_command_lines_that_parse()
    {
        foreach (var command in Leaves(Root()).Cast<SmailCommand>())
        {
            foreach (var example in command.Examples)
            {
                var last = example.Split('|')[^1].Split('>')[0].Trim();
                var parsed = Root().Parse(last["smail ".Length..]);
                Assert.True(parsed.Errors.Count == 0, $"{last}: {string.Join(' ', parsed.Errors)}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("senders")]
    public async Task A_command_that_only_gathers_others_shows_them(string line)
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

        Assert.Contains("Commands:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stauts", "status")]
    [InlineData("senders lsit", "list")]
    [InlineData("status --jsn", "--json")]
    public async Task A_mistyped_word_is_told_with_what_was_meant(string line, string meant)
    {
        var run = new SmailRun();

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

        Assert.Contains($"Did you mean {meant}?", run.Errors, StringComparison.Ordinal);
    }

    private static RootCommand Root() => Smail.Root(new Invocation(new Surroundings
    {
        Terminal = new Terminal(TextWriter.Null, TextWriter.Null, TextReader.Null),
        Variable = _ => null,
        User = "anna",
        Time = TimeProvider.System,
    }));

    private static IEnumerable<string> Paths(Command command, string path)
    {
        yield return path;
        foreach (var below in command.Subcommands.SelectMany(sub => Paths(sub, $"{path} {sub.Name}".Trim())))
            yield return below;
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
