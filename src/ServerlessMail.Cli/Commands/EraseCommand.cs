using System.CommandLine;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail erase</c>: what messages said goes, their trails stay.</summary>
internal static class EraseCommand
{
    public static SmailCommand Create(Invocation invocation)
    {
        var ids = new Argument<string[]>("ID") { Description = "Message ids", Arity = ArgumentArity.OneOrMore };
        var reason = ReasonOption.Create("Why, for the operators' trail: no names, no addresses");
        var yes = new Option<bool>("--yes") { Description = "Erase without being asked" };
        var command = new SmailCommand("erase", "Erase what messages say, for good; what has not left is cancelled, the trails stay")
        {
            Examples =
            [
                "smail erase 01JDEXAMPLE0000000000000000 --reason \"request 42\"",
                "smail erase 01JDEXAMPLE0000000000000000 01JDEXAMPLE0000000000000001 --reason \"request 42\" --yes --json",
            ],
        };
        command.Add(ids);
        command.Add(reason);
        command.Add(yes);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => RunAsync(
            session, parsed.GetRequiredValue(ids), parsed.GetRequiredValue(reason).Trim(), parsed.GetValue(yes), token), ct));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, string[] texts, string reason, bool yes, CancellationToken ct)
    {
        var ids = new List<MessageId>();
        foreach (var text in texts)
        {
            if (!MessageId.TryParse(text, out var id))
                return session.Fail(ExitCode.Usage, $"'{text}' is not a message id: 26 letters and digits.", "Nothing was erased. 'smail messages list' shows ids.");
            if (!ids.Contains(id))
                ids.Add(id);
        }

        if (!yes && await AskAsync(session, ids.Count, ct) is not ExitCode.Ok and var refusal)
            return refusal;

        var erased = new List<ErasedJson>();
        foreach (var id in ids)
        {
            await session.RecordAsync(ActNames.Erase, id.ToString(), reason, ct);
            erased.Add(ErasedJson.Of(id, await session.Get<EraseMessage>().RunAsync(id, ct)));
        }

        session.Tell([.. erased], AnswerJson.Default.IReadOnlyListErasedJson, terminal =>
        {
            foreach (var one in erased)
                terminal.Line((one.Id, Tone.Strong), " ", (one.Words(), one.IsGone ? Tone.Plain : Tone.Bad));
        });
        return erased.TrueForAll(one => one.IsGone) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<ExitCode> AskAsync(Session session, int count, CancellationToken ct)
    {
        if (!session.CanAsk)
            return session.Fail(ExitCode.Usage, "Nobody is there to be asked.", "Nothing was erased. --yes erases without asking.");
        if (await session.Terminal.AskAsync(count == 1 ? "Erase what this message says? It cannot be brought back." : $"Erase what these {count} messages say? It cannot be brought back.", ct))
            return ExitCode.Ok;
        session.Terminal.Line("Nothing was erased.");
        return ExitCode.Failed;
    }
}

/// <summary>What became of one; <c>outcome</c> is erased, already, unknown, not-yet, files-out-of-reach or contended, <c>cancelled</c> says that it had not left and never will.</summary>
internal sealed record ErasedJson(string Id, string Outcome, bool Cancelled)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGone => Outcome is "erased" or "already";

    public static ErasedJson Of(MessageId id, EraseOutcome outcome) => outcome switch
    {
        EraseOutcome.Erased { IsCancelled: var cancelled } => new(id.ToString(), "erased", cancelled),
        EraseOutcome.Already => new(id.ToString(), "already", false),
        EraseOutcome.Unknown => new(id.ToString(), "unknown", false),
        EraseOutcome.NotYet => new(id.ToString(), "not-yet", false),
        EraseOutcome.FilesOutOfReach => new(id.ToString(), "files-out-of-reach", false),
        EraseOutcome.Contended => new(id.ToString(), "contended", false),
        var other => throw new NotSupportedException($"{other.GetType().Name} has no answer."),
    };

    public string Words() => Outcome switch
    {
        "erased" => Cancelled ? "is erased, and cancelled: it had not left." : "is erased; its trail stays.",
        "already" => "was erased before.",
        "unknown" => "is not there.",
        "not-yet" => "is not erased: a send of it is under way, or may have been taken. Try again when that is settled.",
        "files-out-of-reach" => "is not erased: files go with it, and SMAIL_BUCKET does not say where they lie.",
        _ => "is not erased: others keep changing it. Try again.",
    };
}
