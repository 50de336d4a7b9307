using System.CommandLine;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail resume</c>: the switch, thrown back, and a look at what was held while it leaves.</summary>
internal static class ResumeCommand
{
    public static SmailCommand Create(Invocation invocation)
    {
        var scope = ScopeOption.Create("What to let go");
        var wait = new Option<bool>("--wait") { Description = "Wait until nothing of it is held any more; the default where somebody watches" };
        var noWait = new Option<bool>("--no-wait") { Description = "Return at once" };
        var timeout = new Option<string>("--timeout") { Description = "Wait for that long at most", HelpName = "10min" };
        var command = new SmailCommand("resume", "Let mail leave again, all or a part of it; what was held is sent, each once")
        {
            Examples =
            [
                "smail resume",
                "smail resume --scope form:contact",
                "smail resume --no-wait --target aws",
                "smail resume --scope lane:bulk --timeout 10min --json",
            ],
        };
        foreach (var option in (Option[])[scope, wait, noWait, timeout])
            command.Add(option);
        timeout.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !DurationText.TryParse(result.Tokens[0].Value, out _))
                result.AddError("--timeout must be a time such as 90s, 10min or 2h.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(noWait) && (result.GetValue(wait) || result.GetValue(timeout) is not null))
                result.AddError("--no-wait returns at once, so it goes with neither --wait nor --timeout.");
        });
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => ResumeAsync(
            session, parsed.GetValue(scope), Wanted.Of(parsed.GetValue(wait), parsed.GetValue(noWait), parsed.GetValue(timeout)), token), ct));
        return command;
    }

    private static async Task<ExitCode> ResumeAsync(Session session, SendScope scope, Wanted wanted, CancellationToken ct)
    {
        var control = session.Get<IControlStore>();
        var before = scope == SendScope.All ? null : await control.ReadAsync(ct);
        if (before is not null && await RefusalAsync(session, before, scope, ct) is { } refusal)
            return refusal;
        if (before is null || before.Stops.Contains(scope.Token) || !before.Draining.Contains(scope.Token))
        {
            await session.RecordAsync(ActNames.Resume, ScopeWords.Subject(scope), null, ct);
            await control.ResumeAsync(scope, session.Who, session.Now, ct);
        }

        var now = await control.ReadAsync(ct);
        if (now.FaultAt(session.Now) is { } fault)
            return session.Fail(ExitCode.Failed, $"Nothing leaves yet: {fault}", "Mend or delete the control item, then run this again.");
        if (now.StopOf([scope]) is { } stop && stop == scope)
            return session.Fail(ExitCode.Failed, ResumeText.StoppedAgain(scope, now), "'smail status' tells how it stands.");

        // What was let go while everything was paused leaves with it.
        var held = new HeldMail(session.Get<IMessageStore>(), scope == SendScope.All ? [scope, .. now.Draining.Select(SendScope.FromToken)] : [scope]);
        var count = await held.CountAsync(ct);
        var text = new ResumeText(session, scope, held);
        await text.BeginAsync(isNew: before is null || before.Stops.Contains(scope.Token), now, count, ct);
        DrainEnd end = now.Paused ? new DrainEnd.Closed(count)
            : count == 0 || !(wanted.Wait ?? session.IsWatched) ? new DrainEnd.NotWatched(count)
            : await new WatchDrain(session, scope, held).RunAsync(wanted.Timeout, ct);
        return await text.EndAsync(now, end, isAsked: wanted.Wait is true, ct);
    }

    /// <summary>A scope that is not stopped, and of which nothing is held, has nothing to let go: most likely another was meant.</summary>
    private static async Task<ExitCode?> RefusalAsync(Session session, ControlState before, SendScope scope, CancellationToken ct)
    {
        if (before.Fault is { } fault)
            return session.Fail(ExitCode.Failed, $"Nothing leaves, whatever is resumed: {fault}", "'smail resume' without --scope mends the control item and lets mail leave.");
        if (before.Stops.Contains(scope.Token) || before.Draining.Contains(scope.Token)
            || await session.Get<IMessageStore>().CountParkedAsync(Parking.Stopped(scope), 1, ct) > 0)
            return null;
        var meant = Nearest.Of(scope.Token, before.Stops);
        return session.Fail(
            ExitCode.Failed,
            $"{scope} is not stopped, and nothing is held for it.{(meant is null ? "" : $" Did you mean {meant}?")}",
            before.Stops.IsEmpty ? "No scope is stopped." : $"Stopped: {string.Join(", ", before.Stops)}.",
            before.Paused ? "Everything is paused: 'smail resume' without --scope opens it." : "'smail status' tells how it stands.");
    }

    /// <summary>Whether to wait, as far as the command line says, and for how long at most.</summary>
    private sealed record Wanted(bool? Wait, TimeSpan? Timeout)
    {
        public static Wanted Of(bool wait, bool noWait, string? timeout) => new(
            noWait ? false : wait || timeout is not null ? true : null,
            timeout is not null && DurationText.TryParse(timeout, out var longest) ? longest : null);
    }
}
