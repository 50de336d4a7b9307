using System.CommandLine;
using ServerlessMail.Cli.Explain;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail explain</c>: what would become of a submission, and why.</summary>
internal static class ExplainCommand
{
    private const string StandardInput = "-";

    public static SmailCommand Create(Invocation invocation)
    {
        var form = new Option<string>("--form") { Description = "The form it is posted to", HelpName = "NAME", Required = true };
        var file = new Option<string>("--file") { Description = "The submission as JSON (docs/spam.md); - reads standard input", HelpName = "FILE", Required = true };
        var command = new SmailCommand("explain", "Show what would become of a submission and why, rule by rule; nothing is written or sent")
        {
            Examples = ["smail explain --form contact --file submission.json", "echo '{\"email\":\"ada@example.org\"}' | smail explain --form contact --file - --json"],
        };
        command.Add(form);
        command.Add(file);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => RunAsync(
            session, parsed.GetRequiredValue(form), parsed.GetRequiredValue(file), invocation.ServiceUrl, token), ct));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, string formText, string path, Uri? serviceUrl, CancellationToken ct)
    {
        if (!FormName.TryParse(formText, out var form))
            return session.Fail(ExitCode.Usage, $"'{formText}' is not a form name.", $"Names have 1 to {FormName.MaxLength} of a-z, 0-9, - and _.");
        Submission submission;
        try
        {
            submission = SubmissionFile.Read(form, await ReadAsync(session, path, ct), serviceUrl);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return session.Fail(ExitCode.BadFile, $"{path} cannot be read: {fault.Message}", "docs/spam.md shows such a file.");
        }
        catch (FormatException fault)
        {
            return session.Fail(ExitCode.BadFile, $"{(path == StandardInput ? "<stdin>" : path)} is no submission. {fault.Message}", "docs/spam.md shows such a file.");
        }

        if (await session.Get<ExplainSubmission>().ExplainAsync(submission, ct) is { } explanation)
            return session.Tell(ExplainedJson.Of(explanation), AnswerJson.Default.ExplainedJson, terminal => Show(terminal, explanation, ExplainedJson.Of(explanation)));
        var nearest = Nearest.Of(formText, (await session.Get<IFormStore>().ListAsync(ct)).Select(known => known.Name.Value));
        return session.Fail(ExitCode.Failed, $"There is no form {form}.", nearest is null ? "'smail forms list' shows all." : $"Did you mean {nearest}?");
    }

    /// <summary>The file's bytes. One more than it may have is enough to refuse it; a pipe has no length to ask for.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Session session, string path, CancellationToken ct)
    {
        await using var file = path == StandardInput ? session.OpenInput() : File.OpenRead(path);
        var bytes = new byte[SubmissionFile.MaxBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length <= SubmissionFile.MaxBytes ? bytes.AsMemory(0, length) : throw new FormatException($"It has more than {SubmissionFile.MaxBytes / 1024} KB.");
    }

    private static void Show(Terminal terminal, Explanation explanation, ExplainedJson told)
    {
        var table = new Table("RULE", "SAYS", "POINTS", "WHY");
        foreach (var rule in told.Rules)
        {
            if (rule.Signs.Count + rule.Faults.Count == 0)
                table.Add(rule.Rule, (rule.Says.Replace('-', ' '), Tone.Faint), "", "");
            foreach (var sign in rule.Signs)
                table.Add(rule.Rule, (rule.Says, Tone.Warning), $"{sign.Points}", $"{sign.Code}: {sign.Words}");
            foreach (var fault in rule.Faults)
                table.Add(rule.Rule, (rule.Says, Tone.Bad), "", fault.Field is { } name ? $"{name} {fault.Message}" : fault.Message);
        }

        table.Write(terminal);
        terminal.Line();
        switch (told.Outcome)
        {
            case "refused":
                terminal.Line(("Refused: ", Tone.Strong), $"{told.Reason}. The visitor reads what stands above; no message is made.");
                break;
            case "held":
                terminal.Line(("Held: ", Tone.Strong), $"{told.Reason} ({told.Points} points; from {told.SpamFrom} on it is spam). The visitor is told that it was received.");
                break;
            default:
                terminal.Line(("Accepted: ", Tone.Strong), $"{told.Points} points of {told.SpamFrom}.");
                break;
        }

        if (told.Mail is { } mail)
        {
            terminal.Line("To         ", string.Join(", ", mail.To));
            terminal.Line("From       ", mail.From);
            terminal.Line("Reply to   ", mail.ReplyTo ?? "nobody");
            terminal.Line("Subject    ", mail.Subject);
        }

        terminal.Line(($"Not looked at, since only a post counts: the limits ({Limits(explanation.Form.Limits)}) and whether it repeats one of the last minute{(explanation.Form.Captcha == Captcha.None ? "" : "; nor is the captcha")}.", Tone.Faint));
    }

    private static string Limits(FormLimits? limits) => limits is null
        ? "off"
        : $"per client {limits.PerClient?.ToString() ?? "off"}, per form {limits.PerForm?.ToString() ?? "off"}";
}
