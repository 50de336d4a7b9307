using System.CommandLine;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail senders</c>: the allowlist.</summary>
internal static class SendersCommands
{
    public static SmailCommand Create(Invocation invocation) => new("senders", "The allowlist: whom mail may come from")
    {
        Add(invocation),
        List(invocation),
        Remove(invocation),
    };

    private static SmailCommand Add(Invocation invocation)
    {
        var identity = Identity("A mail address, or a domain for every address in it");
        var command = new SmailCommand("add", "Put an address or a domain on the allowlist, and ask SES to verify it; run again to look at its progress")
        {
            Examples = ["smail senders add forms@example.com", "smail senders add example.com --target aws"],
        };
        command.Add(identity);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => AddAsync(session, parsed.GetRequiredValue(identity), token), ct));
        return command;
    }

    private static SmailCommand List(Invocation invocation)
    {
        var command = new SmailCommand("list", "Show the allowlist") { Examples = ["smail senders list", "smail senders list --json"] };
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, ListAsync, ct));
        return command;
    }

    private static SmailCommand Remove(Invocation invocation)
    {
        var identity = Identity("What 'smail senders list' shows");
        var command = new SmailCommand("remove", "Take an address or a domain off the allowlist; its mail is held from now on")
        {
            Examples = ["smail senders remove forms@example.com"],
        };
        command.Add(identity);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => RemoveAsync(session, parsed.GetRequiredValue(identity), token), ct));
        return command;
    }

    private static Argument<string> Identity(string description) => new("IDENTITY") { Description = description };

    private static async Task<ExitCode> AddAsync(Session session, string text, CancellationToken ct)
    {
        if (Normalise(text) is not { } identity)
            return session.Fail(ExitCode.Usage, $"'{text}' is neither a mail address nor a domain.", "Write forms@example.com, or example.com for every address in it.");
        await session.RecordAsync(ActNames.AddSender, identity, null, ct);
        var status = await session.Get<ISenderIdentities>().EnsureAsync(identity, ct);
        var senders = session.Get<ISenderStore>();
        var known = (await senders.ListAsync(ct)).FirstOrDefault(sender => sender.Identity == identity);
        var sender = known is null ? new Sender(identity, status, session.Now, session.Who) : known with { Status = status };
        await senders.PutAsync(sender, ct);
        return session.Tell(SenderJson.Of(sender), AnswerJson.Default.SenderJson, terminal =>
        {
            terminal.Line($"{identity} is on the allowlist: ", Status(status), ".");
            if (status == SenderStatus.Pending)
                terminal.Line(identity.Contains('@', StringComparison.Ordinal)
                    ? $"SES has sent a mail to {identity}: open its link, then run this again."
                    : $"SES shows the DNS records to add for {identity}; when they are in place, run this again.");
            else if (status == SenderStatus.Failed)
                terminal.Line("SES gave up waiting for the proof: delete the identity there and add it again.");
        });
    }

    private static async Task<ExitCode> ListAsync(Session session, CancellationToken ct)
    {
        var senders = await session.Get<ISenderStore>().ListAsync(ct);
        return session.Tell([.. senders.Select(SenderJson.Of)], AnswerJson.Default.IReadOnlyListSenderJson, terminal =>
        {
            var table = new Table("SENDER", "STATUS", "ADDED", "BY");
            foreach (var sender in senders)
                table.Add(sender.Identity, Status(sender.Status), Ago.Moment(sender.AddedAt), sender.AddedBy);
            if (table.IsEmpty)
                terminal.Line("Nobody is on the allowlist: no mail can leave. 'smail senders add' puts somebody there.");
            else
                table.Write(terminal);
        });
    }

    private static async Task<ExitCode> RemoveAsync(Session session, string text, CancellationToken ct)
    {
        var identity = Normalise(text) ?? text;
        await session.RecordAsync(ActNames.RemoveSender, identity, null, ct);
        if (!await session.Get<ISenderStore>().RemoveAsync(identity, ct))
            return session.Fail(ExitCode.Failed, $"'{text}' is not on the allowlist.", "'smail senders list' shows who is.");
        return session.Tell(new RemovedJson(identity), AnswerJson.Default.RemovedJson, terminal =>
            terminal.Line($"{identity} is off the allowlist. Its identity with SES is left as it is."));
    }

    private static string? Normalise(string text) =>
        EmailAddress.TryParse(text, out var address) ? address.ToString() : EmailAddress.TryDomain(text, out var domain) ? domain : null;

    private static Piece Status(SenderStatus status) => status switch
    {
        SenderStatus.Verified => ("verified", Tone.Good),
        SenderStatus.Pending => ("pending", Tone.Warning),
        SenderStatus.Failed => ("failed", Tone.Bad),
    };
}

internal sealed record SenderJson(string Identity, string Status, DateTimeOffset AddedAt, string AddedBy)
{
    public static SenderJson Of(Sender sender) => new(sender.Identity, sender.Status.ToString().ToLowerInvariant(), sender.AddedAt, sender.AddedBy);
}

internal sealed record RemovedJson(string Removed);
