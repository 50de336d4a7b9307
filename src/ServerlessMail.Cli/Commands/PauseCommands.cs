using System.CommandLine;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail pause</c> and <c>smail resume</c>: the switch.</summary>
internal static class PauseCommands
{
    private const int LongestReason = 200;

    public static SmailCommand Pause(Invocation invocation)
    {
        var reason = new Option<string>("--reason")
        {
            Description = "Why, for whoever finds it paused (up to 200 characters)",
            HelpName = "TEXT",
            Required = true,
        };
        reason.Validators.Add(result =>
        {
            var given = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (string.IsNullOrWhiteSpace(given) || given.Length > LongestReason)
                result.AddError($"--reason must say why, in up to {LongestReason} characters.");
        });
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
        return session.Tell(ControlJson.Of(await control.ReadAsync(ct)), AnswerJson.Default.ControlJson, terminal =>
        {
            terminal.Line(("Paused.", Tone.Warning), $" No send begins any more; one that had its grant may still leave within {Grant.Life.TotalMilliseconds:0} ms.");
            terminal.Line("'smail resume' lets mail leave again.");
        });
    }

    private static async Task<ExitCode> ResumeAsync(Session session, CancellationToken ct)
    {
        var control = session.Get<IControlStore>();
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
