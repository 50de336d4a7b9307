using System.Text.Json;
using ServerlessMail.Cli.Tests.EndToEnd;
using ServerlessMail.Core.Control;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>What every command does when something it needs is not there, not allowed, or broken.</summary>
public class GuardTests
{
    private const string SomeId = "01M86GR8JPVXRYZVX7ZHJA31BT";

    public static TheoryData<string> Lines =>
    [
        "status", "pause --reason x", "pause --reason x --scope form:contact", "resume", "resume --scope form:contact", "senders add a@example.com", "senders list", "senders remove a@example.com",
        "forms list", "forms show contact", "forms apply -", "messages list", $"messages show {SomeId}", "held list", $"held release {SomeId}", $"held drop {SomeId}",
        "redrive", "redrive --all", "redrive --id 1", "redrive --queue feedback --dry-run",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_store_that_cannot_be_reached_is_told_in_words(string line)
    {
        var run = await ShutAsync(new IOException("The table is away."));

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync(line));

        Assert.Equal("smail: The data cannot be reached: The table is away.\n  Nothing more was done. Check --target, --data and the credentials.\n", run.Errors);
        Assert.Empty(run.Output);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_program_is_told_it_as_json(string line)
    {
        var run = await ShutAsync(new IOException("The table is away."));

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync($"{line} --json"));

        Assert.Equal(
            """
            {
              "error": {
                "code": "unreachable",
                "message": "The data cannot be reached: The table is away.",
                "advice": [
                  "Nothing more was done. Check --target, --data and the credentials."
                ]
              }
            }

            """,
            run.Errors);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_call_that_took_too_long_is_no_defect()
    {
        var run = await ShutAsync(new TaskCanceledException("The call timed out."));

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("status"));
    }

    [Fact]
    public async Task A_defect_is_told_with_where_it_happened_line_by_line()
    {
        var run = await ShutAsync(new InvalidOperationException("\u001b[2JWhat nobody thought of."));

        Assert.Equal(ExitCode.Defect, await run.RunAsync("status"));

        var lines = run.Errors.TrimEnd('\n').Split('\n');
        Assert.Equal("smail: This is a defect of smail: InvalidOperationException: \\u001B[2JWhat nobody thought of.", lines[0]);
        Assert.True(lines.Length > 2);
        Assert.All(lines[1..], line => Assert.Matches("^  (at |--- )[^\u001b]+$", line));
        Assert.DoesNotContain("\\u000A", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("status --json")]
    public async Task Who_stops_a_command_is_told_nothing_and_scripts_see_it(string line)
    {
        var run = await SmailRun.OpenAsync();
        run.Store.Control.Door.Meanwhile(nameof(IControlStore.ReadAsync), () => run.Stop.CancelAsync());
        run.Store.Forms.Door.Before = _ => run.Stop.IsCancellationRequested ? new OperationCanceledException(run.Stop.Token) : null;

        Assert.Equal(ExitCode.Interrupted, await run.RunAsync(line));

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Who_names_a_directory_is_never_led_to_aws()
    {
        using var data = new DataDirectory();
        SqliteDatabase.Open(data.Path).Dispose();
        var run = new SmailRun { OnMemory = false, Variables = { ["SMAIL_TABLE"] = "production" } };

        Assert.Equal(ExitCode.Ok, await run.RunAsync("pause", "--reason", "only here", "--data", data.Path));

        await run.RunAsync("status", "--target", "local", "--data", data.Path);
        Assert.Contains("paused by anna since 2026-11-24 12:00:00Z (0 s ago): only here", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status --data here --target aws")]
    [InlineData("--target aws status --data here")]
    public async Task Local_data_and_aws_exclude_each_other(string line)
    {
        var run = new SmailRun { OnMemory = false, Variables = { ["SMAIL_TABLE"] = "production" } };

        Assert.Equal(ExitCode.Usage, await run.RunAsync(line));

        Assert.StartsWith("smail: --data names local data, so it does not go with --target aws.\n", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "--data", "")]
    [InlineData("serve", "--data", "  ")]
    public async Task A_directory_has_a_name(params string[] args)
    {
        var run = new SmailRun { OnMemory = false };

        Assert.Equal(ExitCode.Usage, await run.RunAsync(args));

        Assert.StartsWith("smail: --data must name a directory.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_without_data_is_told_with_what_makes_them()
    {
        using var data = new DataDirectory();
        var run = new SmailRun { OnMemory = false };

        Assert.Equal(ExitCode.Failed, await run.RunAsync("status", "--json", "--data", data.Path));

        Assert.Equal("failed", JsonDocument.Parse(run.Errors).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    /// <summary>A service whose every store throws this.</summary>
    private static async Task<SmailRun> ShutAsync(Exception fault)
    {
        var run = await SmailRun.OpenAsync();
        run.Input = "forms: { contact: { to: [a@example.com], from: a@example.com, origins: [self] } }";
        var store = run.Store;
        foreach (var door in (FaultDoor[])[store.Control.Door, store.Forms.Door, store.Senders.Door, store.Identities.Door, store.Messages.Door, store.Refusals.Door, store.DeadLetters.Door])
            door.Before = _ => fault;
        return run;
    }
}
