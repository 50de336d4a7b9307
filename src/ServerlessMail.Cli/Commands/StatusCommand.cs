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
    public const int CountTo = 100;

    /// <summary>What waits for an event, or for its lane, instead of a moment.</summary>
    private static readonly HoldReason[] Parked = [HoldReason.Pause, HoldReason.Pace, HoldReason.Spam, HoldReason.Operator];

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
            held[reason.ToString().ToLowerInvariant()] = await messages.CountParkedAsync(Parking.For(reason), CountTo + 1, ct);
        var status = new StatusJson(
            ControlJson.Of(control, session.Now),
            AccountJson.Of(account, session.Now),
            forms.Count,
            senders.Count(sender => sender.Status == SenderStatus.Verified),
            senders.Count(sender => sender.Status != SenderStatus.Verified),
            due.Count,
            held,
            await HeldByScopeAsync(messages, control, ct),
            await RefusedAsync(session, forms, ct),
            await DeadLettersAsync(session, ct));
        return session.Tell(status, AnswerJson.Default.StatusJson, terminal => StatusText.Write(terminal, status, session.Now));
    }

    /// <summary>What each stop keeps, and what those that are over still let go.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> HeldByScopeAsync(IMessageStore messages, ControlState control, CancellationToken ct)
    {
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in (string[])[SendScope.All.Token, .. control.Stops.Union(control.Draining)])
            held[token] = await messages.CountParkedAsync(Parking.Stopped(SendScope.FromToken(token)), CountTo + 1, ct);
        return held;
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
}

/// <summary>
/// <c>due</c>, <c>held</c> and <c>heldByScope</c> stop at 101: more is not counted. <c>heldByScope</c> has <c>all</c> and what control has stopped or drains;
/// <c>held</c>'s <c>pause</c> is all of that together. <c>deadLetters</c> is near enough, and null where a queue is not known here.
/// </summary>
internal sealed record StatusJson(
    ControlJson Control,
    AccountJson? Account,
    int Forms,
    int SendersVerified,
    int SendersNotVerified,
    int Due,
    IReadOnlyDictionary<string, int> Held,
    IReadOnlyDictionary<string, int> HeldByScope,
    IReadOnlyList<RefusedJson> RefusedToday,
    IReadOnlyDictionary<string, int?> DeadLetters);

internal sealed record RefusedJson(string Form, string Reason, int Count);
