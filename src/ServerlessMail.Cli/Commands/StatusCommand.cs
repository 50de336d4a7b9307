using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail status</c>: one look tells.</summary>
internal static class StatusCommand
{
    /// <summary>How far anything is counted: the answer costs the same with a million messages.</summary>
    private const int CountTo = 100;

    /// <summary>What waits for an event instead of a moment.</summary>
    private static readonly HoldReason[] Parked = [HoldReason.Pause, HoldReason.Spam, HoldReason.Operator];

    public static SmailCommand Create(Invocation invocation)
    {
        var command = new SmailCommand("status", "Tell whether mail leaves, what waits and what was refused today")
        {
            Examples = ["smail status", "smail status --json", "smail status --target aws"],
        };
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, TellAsync, ct));
        return command;
    }

    private static async Task<ExitCode> TellAsync(Session session, CancellationToken ct)
    {
        var control = await session.Get<IControlStore>().ReadAsync(ct);
        var account = await session.Get<IAccountStore>().FindAsync(ct);
        var forms = await session.Get<IFormStore>().ListAsync(ct);
        var senders = await session.Get<ISenderStore>().ListAsync(ct);
        var messages = session.Get<IMessageStore>();
        var due = await messages.DueAsync(session.Now, CountTo + 1, ct);
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var reason in Parked)
            held[reason.ToString().ToLowerInvariant()] = (await messages.ParkedAsync(Parking.For(reason), CountTo + 1, ct)).Count;
        var status = new StatusJson(
            ControlJson.Of(control),
            AccountJson.Of(account, session.Now),
            forms.Count,
            senders.Count(sender => sender.Status == SenderStatus.Verified),
            senders.Count(sender => sender.Status != SenderStatus.Verified),
            due.Count,
            held,
            await RefusedAsync(session, forms, ct),
            await DeadLettersAsync(session, ct));
        return session.Tell(status, AnswerJson.Default.StatusJson, terminal => Write(terminal, status, session.Now));
    }

    private static async Task<IReadOnlyList<RefusedJson>> RefusedAsync(Session session, IReadOnlyList<Form> forms, CancellationToken ct)
    {
        var refusals = session.Get<IRefusalStore>();
        var today = new DateTimeOffset(session.Now.UtcDateTime.Date, TimeSpan.Zero);
        var refused = new List<RefusedJson>();
        foreach (var scope in forms.Select(form => form.Name.Value).Append(IRefusalStore.Nobody))
        {
            var counts = await refusals.ReadAsync(scope, today, ct);
            refused.AddRange(counts.GroupBy(count => count.Reason).Select(same => new RefusedJson(scope, same.Key, same.Sum(count => count.Count))));
        }

        return refused;
    }

    private static async Task<IReadOnlyDictionary<string, int?>> DeadLettersAsync(Session session, CancellationToken ct)
    {
        var letters = session.Get<IDeadLetters>();
        var counts = await Task.WhenAll(Enum.GetValues<ServiceQueue>().Select(async queue => (queue, Count: await letters.CountAsync(queue, ct))));
        return counts.ToDictionary(known => QueueWord.Of(known.queue), known => known.Count, StringComparer.Ordinal);
    }

    private static void Write(Terminal terminal, StatusJson status, DateTimeOffset now)
    {
        var control = status.Control;
        if (control.Fault is { } fault)
            terminal.Line("Service   ", ("closed", Tone.Bad), $": {fault}");
        else if (control.Paused)
            terminal.Line("Service   ", ("paused", Tone.Warning), $" by {control.ChangedBy}{Since(control, now)}: {control.Reason}");
        else
            terminal.Line("Service   ", ("open", Tone.Good), control.ChangedAt is null ? "" : $", resumed by {control.ChangedBy}{Since(control, now)}");
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
        "spam" => "as spam",
        _ => "for an operator",
    };

    private static string Count(int count) => count > CountTo ? $"{CountTo}+" : $"{count}";
}

/// <summary>
/// <c>due</c> and <c>held</c> stop at 101: more is not counted. <c>deadLetters</c> is near enough, and null where a queue is not known here.
/// </summary>
internal sealed record StatusJson(
    ControlJson Control,
    AccountJson? Account,
    int Forms,
    int SendersVerified,
    int SendersNotVerified,
    int Due,
    IReadOnlyDictionary<string, int> Held,
    IReadOnlyList<RefusedJson> RefusedToday,
    IReadOnlyDictionary<string, int?> DeadLetters);

internal sealed record RefusedJson(string Form, string Reason, int Count);
