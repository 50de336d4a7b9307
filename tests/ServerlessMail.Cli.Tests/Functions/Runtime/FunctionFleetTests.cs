using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Cli.Functions.Runtime;
using ServerlessMail.Cli.Tests.EndToEnd;

namespace ServerlessMail.Cli.Tests.Functions.Runtime;

public sealed class FunctionFleetTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _told = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_environment_serves_one_event_after_the_other()
    {
        using var script = ScriptedProgram.Node();
        await using var fleet = Fleet(script, environments: 3);

        Assert.Equal(await PidAsync(fleet, "answer"), await PidAsync(fleet, "answer"));
        Assert.Equal(new InvocationResult.Failed("Odd", "as asked"), await InvokeAsync(fleet, "fail"));
        Assert.Single(fleet.Processes);
    }

    [Fact]
    public async Task Events_at_once_get_environments_of_their_own_up_to_the_limit()
    {
        using var script = ScriptedProgram.Node();
        await using var fleet = Fleet(script, environments: 2);
        var until = script.FileNamed("go");

        var waiting = Enumerable.Range(0, 3).Select(_ => PidAsync(fleet, "wait", ("until", until))).ToArray();
        // Only once two environments wait may any go on, so that neither serves for the other.
        await ToldAsync("doing wait", times: 2);
        await File.WriteAllTextAsync(until, "", Ct);

        Assert.Equal(2, (await Task.WhenAll(waiting)).Distinct().Count());
    }

    [Fact]
    public async Task A_crash_is_told_and_the_next_event_gets_a_new_environment()
    {
        using var script = ScriptedProgram.Node();
        await using var fleet = Fleet(script);
        var before = await PidAsync(fleet, "answer");

        Assert.Equal(new InvocationResult.Crashed("exit code 7"), await InvokeAsync(fleet, "crash"));
        Assert.NotEqual(before, await PidAsync(fleet, "answer"));
        Assert.Contains(_told, line => line.Contains("exit code 7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_takes_too_long_ends_its_environment()
    {
        using var script = ScriptedProgram.Node();
        await using var fleet = Fleet(script);

        var hung = InvokeAsync(fleet, "hang");
        await ToldAsync("doing hang");
        _time.Advance(Timeout);

        Assert.Equal(new InvocationResult.TimedOut(IsStarting: false), await hung);
        Assert.Empty(fleet.Processes);
        await PidAsync(fleet, "answer");
    }

    [Fact]
    public async Task A_program_that_does_not_start_is_told_in_its_own_words_and_tried_again_only_after_a_while()
    {
        using var script = ScriptedProgram.Shell("echo 'SMAIL_TABLE is not set' >&2; exit 3");
        await using var fleet = Fleet(script);

        for (var i = 0; i < 5; i++)
            Assert.Equal(new InvocationResult.Crashed("exit code 3"), await InvokeAsync(fleet, "answer"));
        Assert.Equal(1, Starts());
        Assert.Contains(_told, line => line.StartsWith("did not start: it ended: exit code 3", StringComparison.Ordinal));

        _time.Advance(TimeSpan.FromSeconds(1));
        await InvokeAsync(fleet, "answer");
        _time.Advance(TimeSpan.FromSeconds(1));
        await InvokeAsync(fleet, "answer");
        Assert.Equal(2, Starts());

        int Starts() => _told.Count(line => line == "SMAIL_TABLE is not set");
    }

    [Fact]
    public async Task A_program_that_cannot_be_executed_is_told()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows knows no such right.");
        using var script = ScriptedProgram.NotExecutable();
        await using var fleet = Fleet(script);

        Assert.IsType<InvocationResult.Crashed>(await InvokeAsync(fleet, "answer"));
        Assert.Contains(_told, line => line.StartsWith("did not start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_finds_its_environment_and_none_of_what_was_taken_away()
    {
        using var script = ScriptedProgram.Node();
        await using var fleet = Fleet(script, settings: new() { ["SMAIL_FUNCTION"] = "api", ["PATH_OF_NOBODY"] = null });

        Assert.Equal("\"api\"", await ShowAsync("SMAIL_FUNCTION"));
        Assert.Equal("\"test\"", await ShowAsync("AWS_LAMBDA_FUNCTION_NAME"));
        Assert.Equal("null", await ShowAsync("PATH_OF_NOBODY"));

        async Task<string> ShowAsync(string name) => Encoding.UTF8.GetString(
            Assert.IsType<InvocationResult.Answered>(await InvokeAsync(fleet, "show", ("name", name))).Payload.Span);
    }

    [Fact]
    public async Task The_fleet_leaves_no_process_behind()
    {
        using var script = ScriptedProgram.Node();
        var fleet = Fleet(script);
        var pid = await PidAsync(fleet, "answer");
        await fleet.DisposeAsync();

        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(pid));
    }

    private FunctionFleet Fleet(ScriptedProgram script, int environments = 1, Dictionary<string, string?>? settings = null) => new(
        script.Program, new FunctionEnvironment { Name = "test", Settings = settings ?? [] }, new FunctionLimits(environments, Timeout), _told.Enqueue, _time);

    private Task ToldAsync(string line, int times = 1) => Eventually.HoldsAsync(
        () => Task.FromResult(_told.Count(told => told == line) >= times), Timeout, () => $"It was not '{line}':\n{string.Join('\n', _told)}");

    private static Task<InvocationResult> InvokeAsync(FunctionFleet fleet, string act, params (string Name, string Value)[] more)
    {
        var payload = new Dictionary<string, string>(StringComparer.Ordinal) { ["do"] = act };
        foreach (var (name, value) in more)
            payload[name] = value;
        return fleet.InvokeAsync(JsonSerializer.SerializeToUtf8Bytes(payload), Ct);
    }

    private static async Task<int> PidAsync(FunctionFleet fleet, string act, params (string Name, string Value)[] more) =>
        JsonSerializer.Deserialize<int>(Assert.IsType<InvocationResult.Answered>(await InvokeAsync(fleet, act, more)).Payload.Span);
}
