using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Queues;

namespace ServerlessMail.Cli.Commands;

/// <summary>A dead letter; <c>fault</c> and the beginning of its text are there only where it names no message of ours.</summary>
internal sealed record DeadLetterJson(string Queue, string Id, DateTimeOffset QueuedAt, string? Message, string? Fault, string? Text)
{
    /// <summary>How much of a foreign record is shown: enough to know it again.</summary>
    private const int Shown = 40;

    public static DeadLetterJson Of(DeadLetter letter)
    {
        var (message, fault) = letter.About();
        return new DeadLetterJson(
            QueueWord.Of(letter.Queue),
            letter.Id,
            letter.QueuedAt,
            message?.ToString(),
            fault,
            fault is null ? null : PrintableText.Of(letter.Body.Length > Shown ? $"{letter.Body[..Shown]}…" : letter.Body));
    }
}

/// <summary>What <c>redrive</c> did, or would do: how many dead letters each queue had, and how many were returned. The letters are listed unless all return.</summary>
internal sealed record RedriveJson(bool DryRun, IReadOnlyList<RedriveQueueJson> Queues, IReadOnlyList<DeadLetterJson> Letters);

/// <summary><c>deadLetters</c> is null where the queue is not known here.</summary>
internal sealed record RedriveQueueJson(string Queue, int? DeadLetters, int Returned);
