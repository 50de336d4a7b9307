using System.CommandLine;
using System.Globalization;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail audit</c>: whether the trails hold, and what operators did.</summary>
internal static class AuditCommands
{
    public static SmailCommand Create(Invocation invocation) => new("audit", "What operators did, and whether every trail is as it was written")
    {
        Verify(invocation),
        Log(invocation),
    };

    private static SmailCommand Verify(Invocation invocation)
    {
        var day = DayOption.Create("--day", "Only this day, UTC");
        var from = DayOption.Create("--from", "The first day, UTC; 400 days ago if left out");
        var to = DayOption.Create("--to", "The last day, UTC; today if left out");
        var command = new SmailCommand("verify", "Check every trail, every day's root and the operators' trail; the exit code is 0 only if all hold")
        {
            Examples = ["smail audit verify", "smail audit verify --day 2026-11-24", "smail audit verify --from 2026-11-01 --to 2026-11-30 --json --target aws"],
        };
        command.Add(day);
        command.Add(from);
        command.Add(to);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => new VerifyTrails(session).RunAsync(
            DayOption.Read(parsed.GetValue(day)), DayOption.Read(parsed.GetValue(from)), DayOption.Read(parsed.GetValue(to)), token), ct));
        return command;
    }

    private static SmailCommand Log(Invocation invocation)
    {
        var month = new Option<string>("--month") { Description = "Which month, UTC; this one if left out", HelpName = "YYYY-MM" };
        month.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && ReadMonth(result.Tokens[0].Value) is null)
                result.AddError("--month must be a month such as 2026-11.");
        });
        var command = new SmailCommand("log", "Show what operators did in a month, oldest first") { Examples = ["smail audit log", "smail audit log --month 2026-11 --json"] };
        command.Add(month);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => LogAsync(session, ReadMonth(parsed.GetValue(month)), token), ct));
        return command;
    }

    private static async Task<ExitCode> LogAsync(Session session, DateOnly? named, CancellationToken ct)
    {
        var month = named ?? OperatorAct.MonthOf(session.Now);
        var acts = await session.Get<IOperatorTrail>().ReadAsync(month, ct);
        return session.Tell([.. acts.Select(ActJson.Of)], AnswerJson.Default.IReadOnlyListActJson, terminal =>
        {
            var table = new Table("#", "WHEN", "WHO", "DID", "TO", "WHY");
            foreach (var act in acts)
                table.Add($"{act.Seq}", Ago.Moment(act.At), act.Who, act.Act, act.Subject ?? "", act.Reason ?? "");
            if (table.IsEmpty)
                terminal.Line($"Nobody did anything in {month:yyyy-MM} (UTC).");
            else
                table.Write(terminal);
        });
    }

    private static DateOnly? ReadMonth(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 1970 and < 9999 ? month : null;
}

internal sealed record ActJson(long Seq, DateTimeOffset At, string Who, string Act, string? Subject, string? Reason)
{
    public static ActJson Of(OperatorAct act) => new(act.Seq, act.At, act.Who, act.Act, act.Subject, act.Reason);
}
