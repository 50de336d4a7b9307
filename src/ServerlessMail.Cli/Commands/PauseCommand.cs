using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail pause</c>: the switch, thrown. What follows the stop can fail without making it look as if there were none.</summary>
internal static class PauseCommand
{
    public static SmailCommand Create(Invocation invocation)
    {
        var scope = ScopeOption.Create("What to stop");
        var reason = ReasonOption.Create("Why, for whoever finds it paused");
        var command = new SmailCommand("pause", "Stop all mail at once, or a part of it; forms still accept, and what they accept is held")
        {
            Examples =
            [
                "smail pause --reason \"too many complaints\"",
                "smail pause --scope form:contact --reason \"a robot posts to it\"",
                "smail pause --scope lane:bulk --reason \"bounces\" --json",
                "smail pause --scope sender:example.com --reason \"incident 42\" --target aws",
            ],
        };
        command.Add(scope);
        command.Add(reason);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => PauseAsync(
            session, parsed.GetValue(scope), parsed.GetRequiredValue(reason).Trim(), token), ct));
        return command;
    }

    private static async Task<ExitCode> PauseAsync(Session session, SendScope scope, string reason, CancellationToken ct)
    {
        var control = session.Get<IControlStore>();
        var at = session.Now;
        if (await StopAsync(session, control, scope, reason, at, ct) is { } unusable)
            return unusable;

        // The pause comes first, and stands whatever becomes of the record and of every look after it.
        var unrecorded = await FaultOfAsync(() => session.RecordAsync(ActNames.Pause, ScopeWords.Subject(scope), reason, ct));
        var state = ControlState.Fresh.Pause(scope, reason, session.Who, at);
        var warnings = new List<string>();
        if (await FaultOfAsync(async () => state = await control.ReadAsync(ct)) is { } unread)
            warnings.Add($"{Stopped(scope)}, but how all stands cannot be read: {unread.Message}");
        if (await FaultOfAsync(async () => warnings.AddRange(await UnknownScope.WarningsAsync(session, scope, ct))) is { } unseen)
            warnings.Add($"Whether there is mail of {scope} cannot be looked up: {unseen.Message}");

        var told = session.Tell(new PausedJson(ControlJson.Of(state, session.Now), scope, warnings), AnswerJson.Default.PausedJson, terminal => Write(terminal, state, scope, warnings));
        return unrecorded is null
            ? told
            : session.Fail(ExitCode.NotRecorded, $"{Stopped(scope)}, but the operators' trail does not say so: {unrecorded.Message}", "Run the same pause again: it stays paused, and is written down.");
    }

    /// <summary>Stops it. A control item that cannot be used may refuse to stop a part; then nothing leaves anyway, and that is told.</summary>
    private static async Task<ExitCode?> StopAsync(Session session, IControlStore control, SendScope scope, string reason, DateTimeOffset at, CancellationToken ct)
    {
        try
        {
            await control.PauseAsync(scope, reason, session.Who, at, ct);
            return null;
        }
        catch (Exception) when (scope != SendScope.All && !ct.IsCancellationRequested)
        {
            if ((await control.ReadAsync(ct)).Fault is not { } fault)
                throw;
            return session.Fail(
                ExitCode.Failed,
                $"{scope} is not stopped by itself, but nothing leaves at all: {fault}",
                "'smail pause' without --scope keeps it so, whatever the item holds.",
                $"'smail resume' mends the item and lets mail leave; pause {scope} again after it.");
        }
    }

    private static async Task<Exception?> FaultOfAsync(Func<Task> what)
    {
        try
        {
            await what();
            return null;
        }
        catch (Exception fault)
        {
            // Whatever it is, it is told.
            return fault;
        }
    }

    private static void Write(Terminal terminal, ControlState state, SendScope scope, List<string> warnings)
    {
        var within = $"one that had its grant may still leave within {Grant.Life.TotalMilliseconds:0} ms.";
        if (scope == SendScope.All)
            terminal.Line(("Paused.", Tone.Warning), $" No send begins any more; {within}");
        else
            terminal.Line(($"{scope} is stopped.", Tone.Warning), $" No send of it begins any more; {within}");
        if (scope != SendScope.All && state.Paused)
            terminal.Line("Everything is paused as well: 'smail resume' opens the rest and leaves this stopped.");
        terminal.Line($"'{ScopeWords.Resume(scope)}' lets {(scope == SendScope.All ? "mail" : "it")} leave again.");
        foreach (var warning in warnings)
            terminal.Warn(warning);
    }

    private static string Stopped(SendScope scope) => scope == SendScope.All ? "It is paused" : $"{scope} is stopped";
}
