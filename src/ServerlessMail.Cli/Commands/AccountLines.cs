using System.Globalization;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Commands;

/// <summary>The SES account, for people.</summary>
internal static class AccountLines
{
    private const string Label = "SES       ";
    private const string More = "          ";

    public static void Write(Terminal terminal, AccountJson? account, DateTimeOffset now)
    {
        if (account is null)
        {
            terminal.Line(Label, ("not read yet", Tone.Warning), ": the sweeper does it");
            return;
        }

        terminal.Line(Label, account.Sandbox ? ("sandbox", Tone.Warning) : ("production", Tone.Plain), $", {Limits(account)}, ", Standing(account));
        terminal.Line(More, account.Stale
            ? ($"read {Ago.Since(account.ReadAt, now)}: is the sweeper running, and may it ask SES?", Tone.Bad)
            : ($"read {Ago.Since(account.ReadAt, now)}", Tone.Plain));
        if (account.Sandbox)
            terminal.Line(More, SandboxGate.Advice);
    }

    private static string Limits(AccountJson account) => string.Create(
        CultureInfo.InvariantCulture,
        $"{account.SentLast24Hours} {(account.Max24HourSend is { } most ? $"of {most}" : "(no limit)")} in 24 hours, {account.MaxSendRate:0.##} a second");

    private static Piece Standing(AccountJson account) => account switch
    {
        { Enforcement: "shutdown" } => ("shut down by AWS", Tone.Bad),
        { SendingEnabled: false } => ("sending is switched off", Tone.Bad),
        { Enforcement: "probation" } => ("on probation", Tone.Bad),
        _ => ("healthy", Tone.Good),
    };
}
