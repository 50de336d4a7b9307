using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail messages</c>: what was accepted, and what became of it.</summary>
internal static class MessagesCommands
{
    private const int MaxLimit = 1000;

    public static SmailCommand Create(Invocation invocation) => new("messages", "What was accepted, and what became of it")
    {
        List(invocation),
        Show(invocation),
    };

    private static SmailCommand List(Invocation invocation)
    {
        var day = DayOption.Create("--day", "Which day, UTC; today if left out");
        var limit = NumberOption.Create("--limit", "How many at most, 1 to 1000", "N", 1, MaxLimit, 50);
        var command = new SmailCommand("list", "Show a day's messages, newest first") { Examples = ["smail messages list", "smail messages list --day 2026-11-24 --limit 200 --json"] };
        command.Add(day);
        command.Add(limit);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => ListAsync(session, parsed.GetValue(day), parsed.GetValue(limit), token), ct));
        return command;
    }

    private static SmailCommand Show(Invocation invocation)
    {
        var id = new Argument<string>("ID") { Description = "A message id, as a form's answer and 'smail messages list' tell it" };
        var command = new SmailCommand("show", "Show a message with its trail") { Examples = ["smail messages show 01JDEXAMPLE0000000000000000", "smail messages show 01JDEXAMPLE0000000000000000 --json"] };
        command.Add(id);
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => ShowAsync(session, parsed.GetRequiredValue(id), token), ct));
        return command;
    }

    private static async Task<ExitCode> ListAsync(Session session, string? dayText, int limit, CancellationToken ct)
    {
        var day = DayOption.Read(dayText) ?? DateOnly.FromDateTime(session.Now.UtcDateTime);
        var messages = await session.Get<IMessageStore>().ListAsync(day, null, limit, ct);
        return session.Tell([.. messages.Select(MessageJson.Of)], AnswerJson.Default.IReadOnlyListMessageJson, terminal =>
        {
            var table = new Table("MESSAGE", "ACCEPTED", "FROM", "STATUS");
            foreach (var message in messages)
                table.Add(message.Id.ToString(), Ago.Moment(message.Id.Time), message.Source, MessageWords.Status(message));
            if (table.IsEmpty)
                terminal.Line($"No messages on {day:yyyy-MM-dd} (UTC).");
            else
                table.Write(terminal);
            if (messages.Count == limit)
                terminal.Line(($"There may be more: --limit takes up to {MaxLimit}.", Tone.Faint));
        });
    }

    private static async Task<ExitCode> ShowAsync(Session session, string text, CancellationToken ct)
    {
        if (!MessageId.TryParse(text, out var id))
            return session.Fail(ExitCode.Usage, $"'{text}' is not a message id: 26 letters and digits.", "'smail messages list' shows them.");
        if (await session.Get<IMessageStore>().FindAsync(id, ct) is not { } stored)
            return session.Fail(ExitCode.Failed, $"There is no message {id}.", "'smail messages list --day' shows those of a day; heads are kept for 400 days.");
        var message = stored.Message;
        return session.Tell(MessageJson.Of(message), AnswerJson.Default.MessageJson, terminal =>
        {
            terminal.Line("Message    ", (message.Id.ToString(), Tone.Strong));
            terminal.Line("Status     ", MessageWords.Status(message));
            terminal.Line("From       ", $"{message.Source}, lane {message.Lane.ToString().ToLowerInvariant()}, {message.Recipients} recipient{(message.Recipients == 1 ? "" : "s")}");
            terminal.Line("Content    ", (stored.Draft, message.DraftDigest, message.Salt) switch
            {
                (not null, _, _) => "kept",
                (null, not null, null) => "erased",
                _ => "forgotten, its retention is over",
            });
            if (message.SesMessageId is { } ses)
                terminal.Line("SES id     ", ses);
            terminal.Line();
            var table = new Table("#", "WHEN", "WHAT", "ATTEMPT", "WHY");
            foreach (var known in message.Trail)
                table.Add($"{known.Seq}", At(known.At), MessageWords.Event(known.Kind), known.Attempt == 0 ? "" : $"{known.Attempt}", known.Reason ?? "");
            table.Write(terminal);
            if (message.Seq > message.Trail.Length)
                terminal.Line(($"{message.Seq - message.Trail.Length} more events were only counted.", Tone.Faint));
        });
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

internal sealed record MessageJson(
    string Id,
    string Status,
    string? Hold,
    string Lane,
    string Source,
    int Recipients,
    DateTimeOffset CreatedAt,
    int Attempt,
    string? SesMessageId,
    int Events,
    IReadOnlyList<EventJson> Trail)
{
    public static MessageJson Of(Message message) => new(
        message.Id.ToString(),
        Word(message.Status),
        message.Hold is { } hold ? Word(hold) : null,
        Word(message.Lane),
        message.Source,
        message.Recipients,
        message.Id.Time,
        message.Attempt,
        message.SesMessageId,
        message.Seq,
        [.. message.Trail.Select(known => new EventJson(known.Seq, known.At, Word(known.Kind), known.Attempt, known.Reason))]);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

internal sealed record EventJson(int Seq, DateTimeOffset At, string Event, int Attempt, string? Reason);
