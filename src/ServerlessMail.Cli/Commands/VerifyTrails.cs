using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail audit verify</c>: tells every fault as it is found, and at the end whether all holds.</summary>
internal sealed class VerifyTrails(Session session)
{
    private readonly List<AuditFaultJson> _faults = [];

    public async Task<ExitCode> RunAsync(DateOnly? day, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        if (day is not null && (from ?? to) is not null)
            return session.Fail(ExitCode.Usage, "--day is one day, so it does not go with --from or --to.", "Leave one of them out.");
        var last = day ?? to ?? DateOnly.FromDateTime(session.Now.UtcDateTime);
        var first = day ?? from ?? last.AddDays(-(int)Retention.Trail.TotalDays);
        if (first > last)
            return session.Fail(ExitCode.Usage, "--from must not be after --to.");

        using var bar = new ProgressBar(session.Terminal, isShown: session.CanAsk);
        var total = last.DayNumber - first.DayNumber + 1;
        var report = await session.Get<VerifyAudit>().RunAsync(
            first, last, fault => Tell(fault, bar), (days, messages) => bar.Show(days, total, $"{days}/{total} days, {messages} messages"), ct);
        bar.Clear();
        var code = report.Faults == 0 ? ExitCode.Ok : ExitCode.Failed;
        session.Tell(
            new VerifiedJson(code == ExitCode.Ok, DayOption.Text(first), DayOption.Text(last), report.Messages, report.Roots, report.Acts, _faults),
            AnswerJson.Default.VerifiedJson,
            terminal =>
            {
                terminal.Line(code == ExitCode.Ok ? ("Everything holds: ", Tone.Good) : ($"{report.Faults} fault{(report.Faults == 1 ? "" : "s")} found in ", Tone.Bad),
                    $"{Count(report.Messages, "message")} on {Count(report.Days, "day")}, {Count(report.Roots, "daily root")}, {Count(report.Acts, "operators' act")}.");
                terminal.Line(("What this cannot show stands in docs/audit.md.", Tone.Faint));
            });
        return code;
    }

    private static string Count(long number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private void Tell(AuditFault fault, ProgressBar bar)
    {
        var told = AuditFaultJson.Of(fault);
        bar.Clear();
        if (session.Json)
            _faults.Add(told);
        else
            session.Terminal.Line(($"{told.Where}: ", Tone.Strong), (told.What, Tone.Bad), $": {told.Detail}");
    }
}

internal sealed record VerifiedJson(bool Holds, string From, string To, long Messages, int Roots, long Acts, IReadOnlyList<AuditFaultJson> Faults);

/// <summary>A fault: <c>where</c> is a message id, a day, a month or <c>act N</c>; <c>what</c> is one word for programs.</summary>
internal sealed record AuditFaultJson(string Where, string What, string Detail)
{
    public static AuditFaultJson Of(AuditFault fault) => fault switch
    {
        AuditFault.Trail { Id: var id, Fault: var kind } => kind switch
        {
            TrailFault.Unsealed => new($"{id}", "unsealed", "its seal was removed, or its trail was broken already when something else happened to it"),
            TrailFault.EventsMissing => new($"{id}", "events-missing", "events were dropped, or the end was cut off"),
            TrailFault.OutOfOrder => new($"{id}", "out-of-order", "its events do not stand in their order"),
            TrailFault.Changed => new($"{id}", "changed", "an event, the status, the lane, the source, the recipients, the SES id or the content's digest is not what was written"),
        },
        AuditFault.Root { Day: var day, Sealed: var sealedCount, Found: var found } => new(DayOption.Text(day), "root-mismatch", (sealedCount - found) switch
        {
            > 0 => $"{sealedCount - found} of {sealedCount} messages are missing",
            < 0 => $"{found - sealedCount} messages were added after the day was sealed",
            _ => "a message was replaced, or put back to what it was before",
        }),
        AuditFault.Unreadable { Day: var day, Why: var why } => new(DayOption.Text(day), "unreadable", why),
        AuditFault.ActChanged { Seq: var seq } => new($"act {seq}", "changed", "the operators' act is not what was written"),
        AuditFault.ActsMissing { FirstSeq: var first, LastSeq: var last } => new(
            $"act {first}", "missing", first == last ? "the operators' act was dropped" : $"the operators' acts {first} to {last} were dropped"),
        AuditFault.ActsCutOff { Last: var last, Found: var end } => new(
            $"act {Math.Max(last, end)}", "cut-off", $"the last act is number {last}, but the operators' trail ends with {end}"),
        AuditFault.ActsUnreadable { Month: var month, Why: var why } => new($"{month:yyyy-MM}", "unreadable", why),
        _ => throw new NotSupportedException($"{fault.GetType().Name} has no words."),
    };
}
