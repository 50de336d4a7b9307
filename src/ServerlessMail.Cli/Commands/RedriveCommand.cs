using System.CommandLine;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Queues;

namespace ServerlessMail.Cli.Commands;

/// <summary><c>smail redrive</c>: what the queues have put aside, and its way back.</summary>
internal static class RedriveCommand
{
    private const int Limit = 100;

    /// <summary>How many are looked through for one that is only asked about.</summary>
    private const int Looked = 1000;

    public static SmailCommand Create(Invocation invocation)
    {
        var queue = new Option<string>("--queue") { Description = "Only this queue", HelpName = string.Join('|', QueueWord.All) }.AcceptOnlyFromAmong(QueueWord.All);
        var id = new Option<string>("--id") { Description = "Return this one", HelpName = "ID" }.NotBlank("--id must name a dead letter.");
        var all = new Option<bool>("--all") { Description = "Return all" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be returned" };
        var command = new SmailCommand("redrive", "See what was put aside after too many tries, and return it to its queue")
        {
            Examples = ["smail redrive", "smail redrive --queue feedback --all", "smail redrive --id 42", "smail redrive --all --dry-run --json"],
        };
        command.Add(queue);
        command.Add(id);
        command.Add(all);
        command.Add(dryRun);
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(id) is not null)
                result.AddError("--all returns every one, so it does not go with --id.");
        });
        command.SetAction((parsed, ct) => invocation.RunAsync(parsed, (session, token) => RunAsync(
            session, new Wanted(QueueWord.Meant(parsed.GetValue(queue)), parsed.GetValue(id), parsed.GetValue(all), parsed.GetValue(dryRun)), token), ct));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, Wanted wanted, CancellationToken ct)
    {
        var letters = session.Get<IDeadLetters>();
        var counts = new Dictionary<ServiceQueue, int?>();
        foreach (var queue in wanted.Queues)
            counts[queue] = await letters.CountAsync(queue, ct);
        if (counts.Values.All(count => count is null))
        {
            return session.Fail(
                ExitCode.Failed,
                $"Nothing is known of dead letters here: {string.Join(", ", wanted.Queues.Select(QueueWord.Of))}.",
                "Set SMAIL_QUEUE_URGENT, _NORMAL, _BULK and _FEEDBACK to the queues' URLs; the stack's outputs tell them.");
        }

        return wanted switch
        {
            { Id: { } id } => await ReturnOneAsync(session, counts, id, wanted.DryRun, ct),
            { All: true, DryRun: false } => await ReturnAllAsync(session, counts, ct),
            _ => Told(session, counts, await ListAsync(letters, counts.Keys, ct), wanted),
        };
    }

    private static async Task<ExitCode> ReturnOneAsync(Session session, Dictionary<ServiceQueue, int?> counts, string id, bool dryRun, CancellationToken ct)
    {
        foreach (var queue in counts.Keys)
        {
            var isThere = dryRun
                ? (await session.Get<IDeadLetters>().ListAsync(queue, Looked, ct)).Any(letter => letter.Id == id)
                : await session.Get<ReturnDeadLetters>().OneAsync(queue, id, ct);
            if (!isThere)
                continue;
            var outcome = new RedriveJson(dryRun, [new RedriveQueueJson(QueueWord.Of(queue), counts[queue], dryRun ? 0 : 1)], []);
            return session.Tell(outcome, AnswerJson.Default.RedriveJson, terminal =>
                terminal.Line((id, Tone.Strong), dryRun ? $" would return to the {QueueWord.Of(queue)} queue." : $" is back in the {QueueWord.Of(queue)} queue."));
        }

        return session.Fail(ExitCode.Failed, $"There is no dead letter '{id}'.", "'smail redrive' shows what there is.");
    }

    private static async Task<ExitCode> ReturnAllAsync(Session session, Dictionary<ServiceQueue, int?> counts, CancellationToken ct)
    {
        var returned = new List<RedriveQueueJson>();
        using (var line = new ProgressLine(session.Terminal, silent: session.Json))
        {
            foreach (var (queue, count) in counts)
            {
                var done = count > 0
                    ? await session.Get<ReturnDeadLetters>().AllAsync(queue, so => line.Show($"{QueueWord.Of(queue)}: {so} of {Math.Max(so, count.Value)} returned"), ct)
                    : 0;
                returned.Add(new RedriveQueueJson(QueueWord.Of(queue), count, done));
            }
        }

        return session.Tell(new RedriveJson(false, returned, []), AnswerJson.Default.RedriveJson, terminal =>
        {
            foreach (var queue in returned.Where(known => known.Returned > 0))
                terminal.Line(($"{queue.Returned}", Tone.Strong), $" {(queue.Returned == 1 ? "is" : "are")} back in the {queue.Queue} queue.");
            if (returned.All(known => known.Returned == 0))
                terminal.Line("There are no dead letters.");
        });
    }

    private static async Task<List<DeadLetterJson>> ListAsync(IDeadLetters letters, IEnumerable<ServiceQueue> queues, CancellationToken ct)
    {
        var listed = new List<DeadLetterJson>();
        foreach (var queue in queues)
            listed.AddRange((await letters.ListAsync(queue, Limit, ct)).Select(DeadLetterJson.Of));
        return listed;
    }

    private static ExitCode Told(Session session, Dictionary<ServiceQueue, int?> counts, List<DeadLetterJson> listed, Wanted wanted)
    {
        var queues = counts.Select(known => new RedriveQueueJson(QueueWord.Of(known.Key), known.Value, 0)).ToList();
        return session.Tell(new RedriveJson(true, queues, listed), AnswerJson.Default.RedriveJson, terminal =>
        {
            if (listed.Count == 0)
            {
                terminal.Line("There are no dead letters.");
                return;
            }

            var table = new Table("QUEUE", "ID", "QUEUED", "WHAT");
            foreach (var letter in listed)
                table.Add(letter.Queue, letter.Id, Ago.Moment(letter.QueuedAt), What(letter));
            table.Write(terminal);
            if (counts.Values.Any(count => count > Limit))
                terminal.Line(($"There are more than {Limit} of one queue.", Tone.Faint));
            terminal.Line(wanted.All ? "All of them would return to their queues." : "--all returns them to their queues, --id ID one of them.");
        });
    }

    private static Piece What(DeadLetterJson letter) => letter.Message is { } message ? $"message {message}" : ($"{letter.Fault}: {letter.Text}", Tone.Warning);

    /// <summary>What was asked for.</summary>
    private sealed record Wanted(IReadOnlyList<ServiceQueue> Queues, string? Id, bool All, bool DryRun);
}
