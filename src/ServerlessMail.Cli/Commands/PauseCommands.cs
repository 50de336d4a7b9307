using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail pause</c> and <c>smail resume</c>: the switch.</summary>
internal static class PauseCommands
{
    public static SmailCommand Pause(Invocation invocation)
    {
        var reason = ReasonOption.Create("Why, for whoever finds it paused");
        var command = new SmailCommand("pause", "Stop all mail at once; forms still accept, and what they accept is held")
        {
            Examples = ["smail pause --reason \"too many complaints\"", "smail pause --reason \"incident 42\" --target aws"],
        };
        command.Add(reason);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => PauseAsync(session, parsed.GetRequiredValue(reason).Trim(), token), ct));
        return command;
    }

    public static SmailCommand Resume(Invocation invocation)
    {
        var command = new SmailCommand("resume", "Let mail leave again; what was held is sent, each once")
        {
            Examples = ["smail resume", "smail resume --target aws"],
        };
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, ResumeAsync, ct));
        return command;
    }

    private static async Task<ExitCode> PauseAsync(Session session, string reason, CancellationToken ct)
    {
        var control = session.Get<IControlStore>();
        await control.PauseAsync(SendScope.All, reason, session.Who, session.Now, ct);
        // The pause comes first, and stands whatever becomes of the record.
        var unrecorded = await TryRecordAsync(session, reason, ct);
        var told = session.Tell(ControlJson.Of(await control.ReadAsync(ct)), AnswerJson.Default.ControlJson, terminal =>
        {
            terminal.Line(("Paused.", Tone.Warning), $" No send begins any more; one that had its grant may still leave within {Grant.Life.TotalMilliseconds:0} ms.");
            terminal.Line("'smail resume' lets mail leave again.");
        });
        return unrecorded is null
            ? told
            : session.Fail(ExitCode.NotRecorded, $"It is paused, but the operators' trail does not say so: {unrecorded.Message}", "Run the same pause again: it stays paused, and is written down.");
    }

    private static async Task<Exception?> TryRecordAsync(Session session, string reason, CancellationToken ct)
    {
        try
        {
            await session.RecordAsync(ActNames.Pause, null, reason, ct);
            return null;
        }
        catch (Exception fault)
        {
            // Whatever it is, it is told, and with an exit code of its own.
            return fault;
        }
    }

    private static async Task<ExitCode> ResumeAsync(Session session, CancellationToken ct)
    {
        var control = session.Get<IControlStore>();
        await session.RecordAsync(ActNames.Resume, null, null, ct);
        await control.ResumeAsync(SendScope.All, session.Who, session.Now, ct);
        var now = await control.ReadAsync(ct);
        if (now.Fault is { } fault)
            return session.Fail(ExitCode.Failed, $"Nothing leaves yet: {fault}", "Mend or delete the control item, then run this again.");
        if (now.Paused)
            return session.Fail(ExitCode.Failed, $"Paused again meanwhile by {now.ChangedBy}: {now.Reason}", "'smail status' tells how it stands.");
        return session.Tell(ControlJson.Of(now), AnswerJson.Default.ControlJson, terminal =>
            terminal.Line(("Open.", Tone.Good), " What was held is released by the sweeper; 'smail status' tells how much is left."));
    }
}
