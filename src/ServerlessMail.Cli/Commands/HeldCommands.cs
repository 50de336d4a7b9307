using System.CommandLine;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail held</c>: what waits for an operator's decision.</summary>
internal static class HeldCommands
{
    private const int Limit = 100;

    private static readonly HoldReason[] ForOperators = [HoldReason.Operator, HoldReason.Spam];

    public static SmailCommand Create(Invocation invocation) => new("held", "What waits for an operator: see it, release it, drop it")
    {
        List(invocation),
        Release(invocation),
        Drop(invocation),
    };

    private static SmailCommand List(Invocation invocation)
    {
        var command = new SmailCommand("list", "Show what is held as spam or for an operator, up to 100 of each") { Examples = ["smail held list", "smail held list --json"] };
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, ListAsync, ct));
        return command;
    }

    private static SmailCommand Release(Invocation invocation)
    {
        var id = new Argument<string>("ID") { Description = "A message id" };
        var evenTwice = new Option<bool>("--even-twice") { Description = "Also if it may have arrived already" };
        var command = new SmailCommand("release", "Let a held message leave")
        {
            Examples = ["smail held release 01JDEXAMPLE0000000000000000", "smail held release 01JDEXAMPLE0000000000000000 --even-twice"],
        };
        command.Add(id);
        command.Add(evenTwice);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => DecideAsync(
            session, parsed.GetRequiredValue(id), ActNames.Release, parsed.GetValue(evenTwice) ? "even-twice" : null, (decide, message) => decide.ReleaseAsync(message, parsed.GetValue(evenTwice), token), token), ct));
        return command;
    }

    private static SmailCommand Drop(Invocation invocation)
    {
        var id = new Argument<string>("ID") { Description = "A message id" };
        var command = new SmailCommand("drop", "Cancel a held message for good; its trail stays") { Examples = ["smail held drop 01JDEXAMPLE0000000000000000"] };
        command.Add(id);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => DecideAsync(
            session, parsed.GetRequiredValue(id), ActNames.Drop, null, (decide, message) => decide.DropAsync(message, token), token), ct));
        return command;
    }

    private static async Task<ExitCode> ListAsync(Session session, CancellationToken ct)
    {
        var messages = session.Get<IMessageStore>();
        var held = new List<Message>();
        var isMore = false;
        foreach (var reason in ForOperators)
        {
            var parked = await messages.ParkedAsync(Parking.For(reason), Limit + 1, ct);
            isMore |= parked.Count > Limit;
            foreach (var id in parked.Take(Limit))
            {
                if ((await messages.FindAsync(id, ct))?.Message is { Status: MessageStatus.Held } message)
                    held.Add(message);
            }
        }

        return session.Tell([.. held.Select(HeldJson.Of)], AnswerJson.Default.IReadOnlyListHeldJson, terminal =>
        {
            var table = new Table("MESSAGE", "HELD", "SINCE", "WHY", "MAY HAVE ARRIVED");
            foreach (var message in held)
                table.Add(message.Id.ToString(), MessageWords.Status(message), Ago.Moment(HeldJson.Of(message).Since), HeldJson.Of(message).Reason ?? "", message.MayHaveArrived ? ("yes", Tone.Warning) : "no");
            if (table.IsEmpty)
                terminal.Line("Nothing waits for an operator.");
            else
                table.Write(terminal);
            if (isMore)
                terminal.Line(($"There are more than {Limit} of one kind: decide on these, then look again.", Tone.Faint));
        });
    }

    private static async Task<ExitCode> DecideAsync(
        Session session, string text, string act, string? reason, Func<DecideHeld, MessageId, Task<HeldDecision>> decide, CancellationToken ct)
    {
        if (!MessageId.TryParse(text, out var id))
            return session.Fail(ExitCode.Usage, $"'{text}' is not a message id: 26 letters and digits.", "'smail held list' shows them.");
        await session.RecordAsync(act, id.ToString(), reason, ct);
        return await decide(session.Get<DecideHeld>(), id) switch
        {
            HeldDecision.Released => Told(session, id, "released", " goes to its queue."),
            HeldDecision.Dropped => Told(session, id, "dropped", " is cancelled."),
            HeldDecision.Unknown => session.Fail(ExitCode.Failed, $"There is no message {id}.", "'smail held list' shows what is held."),
            HeldDecision.NotHeld { Status: var status } => session.Fail(ExitCode.Failed, $"Message {id} is not held: it is {status.ToString().ToLowerInvariant()}."),
            HeldDecision.WaitsItself { Reason: HoldReason.Pause } => session.Fail(ExitCode.Failed, $"Message {id} waits for the pause to end.", "'smail status' tells what is stopped; 'smail resume' lets it go."),
            HeldDecision.WaitsItself { Reason: var waitsFor } => session.Fail(ExitCode.Failed, $"Message {id} is held for {waitsFor.ToString().ToLowerInvariant()} and goes on by itself."),
            HeldDecision.MayHaveArrived => session.Fail(ExitCode.Failed, $"Message {id} may have arrived already: nobody can say.", "--even-twice releases it all the same; it may then arrive twice."),
            HeldDecision.Contended => session.Fail(ExitCode.Failed, $"Message {id} is being changed by others.", "Try again."),
            var other => throw new NotSupportedException($"{other.GetType().Name} has no answer."),
        };
    }

    private static ExitCode Told(Session session, MessageId id, string decision, string words) =>
        session.Tell(new DecidedJson(id.ToString(), decision), AnswerJson.Default.DecidedJson, terminal => terminal.Line((id.ToString(), Tone.Strong), words));
}

internal sealed record HeldJson(string Id, string Hold, DateTimeOffset Since, string? Reason, bool MayHaveArrived)
{
    public static HeldJson Of(Message message)
    {
        var held = message.Trail.LastOrDefault(known => known.Kind == TrailKind.Held);
        return new HeldJson(
            message.Id.ToString(),
            message.Hold?.ToString().ToLowerInvariant() ?? "",
            held?.At ?? message.Id.Time,
            held?.Reason,
            message.MayHaveArrived);
    }
}

internal sealed record DecidedJson(string Id, string Decision);
