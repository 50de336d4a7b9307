using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Cli.Commands;

/// <summary>What <c>smail status</c> tells people.</summary>
internal static class StatusText
{
    public static void Write(Terminal terminal, StatusJson status, DateTimeOffset now)
    {
        WriteService(terminal, status.Control, now);
        WriteScopes(terminal, status);
        WriteAccount(terminal, status.Account, now);
        terminal.Line("Forms     ", $"{status.Forms}");
        terminal.Line("Senders   ", $"{status.SendersVerified} verified", status.SendersNotVerified > 0 ? ($", {status.SendersNotVerified} not verified", Tone.Warning) : "");
        terminal.Line("Waiting   ", $"{Count(status.Due)} due now");
        terminal.Line("Held      ", string.Join(", ", status.Held.Select(held => $"{Count(held.Value)} {HeldFor(held.Key)}")));
        var dead = status.DeadLetters.Where(known => known.Value > 0).ToList();
        if (dead.Count > 0)
            terminal.Line("Put aside ", (string.Join(", ", dead.Select(known => $"{known.Value} of the {known.Key} queue")), Tone.Warning), "; 'smail redrive' shows them");
        terminal.Line("Refused   ", status.RefusedToday.Count == 0 ? "none today" : "today:");
        foreach (var refused in status.RefusedToday)
            terminal.Line("          ", $"{refused.Count} × {refused.Reason}, {(refused.Form == IRefusalStore.Nobody ? "no form" : $"form {refused.Form}")}");
    }

    private static void WriteService(Terminal terminal, ControlJson control, DateTimeOffset now)
    {
        if (control.Fault is { } fault)
            terminal.Line("Service   ", ("closed", Tone.Bad), $": {fault}");
        else if (control.Stopped.Count > 0 || (control.Paused && control.Draining.Count > 0))
            WriteInPart(terminal, control, now);
        else if (control.Paused)
            terminal.Line("Service   ", ("paused", Tone.Warning), $" by {control.ChangedBy}{Since(control, now)}: {control.Reason}");
        else
            terminal.Line("Service   ", ("open", Tone.Good), control.ChangedAt is null ? "" : $", resumed by {control.ChangedBy}{Since(control, now)}");
    }

    /// <summary>Of several acts one name and one reason are kept, the last that were given; the operators' trail has all.</summary>
    private static void WriteInPart(Terminal terminal, ControlJson control, DateTimeOffset now) => terminal.Line(
        "Service   ",
        (control.Paused ? "paused" : "open in part", Tone.Warning),
        control.ChangedAt is { } at ? $", last changed by {control.ChangedBy} at {Ago.Since(at, now)}" : "",
        control.Reason is { } reason ? $"; last reason: {reason}" : "");

    private static void WriteScopes(Terminal terminal, StatusJson status)
    {
        var heading = "Stopped   ";
        foreach (var scope in status.Control.Stopped)
        {
            terminal.Line(heading, (scope, Tone.Warning), $", {Count(status.HeldByScope[scope])} held");
            heading = "          ";
        }

        heading = "Draining  ";
        foreach (var (scope, held) in status.HeldByScope.Where(known => IsDraining(status.Control, known.Key, known.Value)))
        {
            terminal.Line(heading, $"{scope}, {Count(held)} still held");
            heading = "          ";
        }
    }

    /// <summary>What was resumed stands among the draining for a while; everything does not, so it drains while something of it is held.</summary>
    private static bool IsDraining(ControlJson control, string scope, int held) =>
        scope == SendScope.All.Token ? !control.Paused && held > 0 : control.Draining.Contains(scope);

    private static void WriteAccount(Terminal terminal, AccountJson? account, DateTimeOffset now)
    {
        if (account is null)
        {
            terminal.Line("SES       ", ("not read yet", Tone.Warning), ": the least limits are in force, 1 a second and 200 a day");
            return;
        }

        var standing = account.Enforcement == "healthy" ? (account.Enforcement, Tone.Good) : (account.Enforcement, Tone.Bad);
        var day = account.Max24HourSend is { } most ? $"{account.SentLast24Hours} of {most}" : $"{account.SentLast24Hours}";
        terminal.Line("SES       ", standing, $", {day} recipients in 24 hours, {account.MaxSendRate:0.##} a second");
        if (!account.SendingEnabled)
            terminal.Line("          ", ("sending is switched off in SES", Tone.Bad));
        if (account.Sandbox)
            terminal.Line("          ", ("sandbox", Tone.Warning), ": only verified recipients are mailed; verify them, or ask AWS for production access");
        if (account.Stale)
            terminal.Line("          ", ($"last read {Ago.Since(account.ReadAt, now)}: its limits may be wrong", Tone.Bad), "; look at the sweeper's log");
    }

    private static string Since(ControlJson control, DateTimeOffset now) => control.ChangedAt is { } at ? $" since {Ago.Since(at, now)}" : "";

    private static string HeldFor(string reason) => reason switch
    {
        "pause" => "until resumed",
        "pace" => "until their lane has room",
        "spam" => "as spam",
        _ => "for an operator",
    };

    private static string Count(int count) => ScopeWords.Count(count, StatusCommand.CountTo);
}
