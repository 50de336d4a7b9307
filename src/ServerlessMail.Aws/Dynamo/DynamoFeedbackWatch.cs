using Amazon.DynamoDBv2.Model;
using ServerlessMail.Aws.Queues;
using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// How far feedback is recorded, in one item, which a batch writes to at most once unless it failed. It proves something only while the
/// queue is fresh: nothing is put aside as a dead letter, and either nothing waits, or what was worked on just now had come just before and
/// nothing has failed for longer than a record can be hidden.
/// </summary>
internal sealed class DynamoFeedbackWatch(TableReads reads, TableWrites writes, QueueStates queues, AwsOptions options, TimeProvider time) : IFeedbackWatch
{
    /// <summary>How young the last batch must be, and how young its oldest record must have been.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>How long after something failed or came back the queue's own numbers may not tell of it yet.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    /// <summary>How long a record that failed may be hidden from every batch: longer than any visibility timeout of the template.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromHours(1);

    /// <summary>What this process knows to be written, in milliseconds since 1970: an older batch needs no request to be refused.</summary>
    private long _written;

    public async Task<FeedbackEvidence> ReadAsync(CancellationToken ct)
    {
        // The item before the queue: what comes in between can only make the queue look fuller.
        if (options.QueueFeedback is not { } url
            || await reads.FindAsync(ItemKey.Feedback, ct) is not { } item
            || item.Number(Columns.RecordedUntil) is not { } recorded)
        {
            return FeedbackEvidence.None;
        }

        var queue = await queues.ReadAsync(url.AbsoluteUri, ct);
        if (queue.DeadLetters is { } dead && (await queues.ReadAsync(dead, ct)).Records > 0)
            return FeedbackEvidence.None;
        var until = DateTimeOffset.FromUnixTimeMilliseconds(recorded);
        return new FeedbackEvidence(IsFresh(item, queue, time.GetUtcNow()) ? until : null, until);
    }

    public async Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct)
    {
        if (progress.NewestSentAt is { } newest && await TryAdvanceAsync(newest, progress, ct))
            return;
        if (progress.IsUndone)
        {
            await writes.UpdateAsync(
                ItemKey.Feedback,
                "SET undoneAt = :at",
                "attribute_not_exists(undoneAt) OR undoneAt < :at",
                new() { [":at"] = Milliseconds(progress.At) },
                ct);
        }
    }

    private static bool IsFresh(Dictionary<string, AttributeValue> item, QueueState queue, DateTimeOffset now)
    {
        var undone = Since(item, Columns.UndoneAt, now);
        if (undone < Settled)
            return false;
        if (queue.Records == 0)
            return true;
        return undone > Hidden
            && Since(item, Columns.RecordedAt, now) < Fresh
            && item.Number(Columns.OldestWait) is { } wait
            && TimeSpan.FromMilliseconds(wait) < Fresh;
    }

    /// <summary>True when nothing of this batch is left to tell.</summary>
    private async Task<bool> TryAdvanceAsync(DateTimeOffset newest, FeedbackProgress progress, CancellationToken ct)
    {
        var until = newest.ToUnixTimeMilliseconds();
        if (until <= Volatile.Read(ref _written))
            return !progress.IsUndone;
        var outcome = await writes.UpdateAsync(
            ItemKey.Feedback,
            $"SET recordedUntil = :until, recordedAt = :at, oldestWait = :wait{(progress.IsUndone ? ", undoneAt = :at" : "")}",
            "attribute_not_exists(recordedUntil) OR recordedUntil < :until",
            new() { [":until"] = Value.Of(until), [":at"] = Milliseconds(progress.At), [":wait"] = Value.Of((long)progress.OldestWait.TotalMilliseconds) },
            ct);

        // Refused or not, at least this much is written by now.
        Volatile.Write(ref _written, until);
        return outcome == WriteOutcome.Written || !progress.IsUndone;
    }

    private static TimeSpan Since(Dictionary<string, AttributeValue> item, string column, DateTimeOffset now) =>
        item.Number(column) is { } at ? now - DateTimeOffset.FromUnixTimeMilliseconds(at) : TimeSpan.MaxValue;

    private static AttributeValue Milliseconds(DateTimeOffset at) => Value.Of(at.ToUnixTimeMilliseconds());
}
