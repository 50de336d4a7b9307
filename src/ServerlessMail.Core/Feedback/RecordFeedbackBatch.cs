using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Feedback;

/// <summary>
/// Works on one batch of the feedback queue. All of its records count as failed until what they tell is written; what is none of ours, or
/// cannot be read, is done with once its reason is logged, so that it keeps nothing waiting. Thread-safe.
/// </summary>
/// <param name="record">Writes what is told of one message.</param>
/// <param name="watch">Is told how far feedback is recorded.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Is told what is passed over.</param>
/// <param name="topic">The only topic that is believed; null where the queue takes from nobody else.</param>
public sealed partial class RecordFeedbackBatch(
    RecordFeedback record, IFeedbackWatch watch, TimeProvider time, ILogger<RecordFeedbackBatch> log, FeedbackTopic? topic = null)
{
    /// <summary>How many messages are worked on at once.</summary>
    public const int Parallel = 8;

    /// <summary>Records what the batch tells, the events of one message in one write.</summary>
    /// <param name="records">The batch.</param>
    /// <param name="ct">Ends the work: what is not written by then has failed.</param>
    /// <returns>The ids of the records that failed and must come back: a dependency was broken. Never throws for that.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(IReadOnlyList<FeedbackRecord> records, CancellationToken ct)
    {
        var failed = records.Select(known => known.Id).ToHashSet(StringComparer.Ordinal);
        var work = new ConcurrentQueue<Told>(Read(records, failed));
        var workers = await Task.WhenAll(Enumerable.Range(0, Math.Min(Parallel, work.Count)).Select(_ => WorkAsync(work, ct)));
        var done = workers.SelectMany(mine => mine).ToList();
        failed.ExceptWith(done.SelectMany(told => told.Records));
        await AdvanceAsync(records, done, failed.Count > 0, ct);
        return failed;
    }

    /// <summary>What the batch tells of each message; records that tell of none are done with.</summary>
    private List<Told> Read(IReadOnlyList<FeedbackRecord> records, HashSet<string> failed)
    {
        var read = new Dictionary<MessageId, Told>();
        foreach (var known in records)
        {
            if (!FeedbackJson.TryRead(known.Body, topic?.Arn, out var feedback, out var why))
            {
                NotOurs(log, known.Id, why);
                failed.Remove(known.Id);
                continue;
            }

            if (!read.TryGetValue(feedback.Message, out var told))
                read.Add(feedback.Message, told = new Told(feedback.Message, [], []));
            told.Records.Add(known.Id);
            told.Events.Add(feedback);
        }

        return [.. read.Values];
    }

    /// <summary>Records what nobody else has begun; returns what is done.</summary>
    private async Task<List<Told>> WorkAsync(ConcurrentQueue<Told> work, CancellationToken ct)
    {
        var done = new List<Told>();
        while (work.TryDequeue(out var told))
        {
            try
            {
                done.Add(told with { IsOurs = await record.RecordAsync(told.Message, told.Events, ct) });
            }
            catch (Exception fault)
            {
                Failed(log, told.Message, fault.GetType().Name);
            }
        }

        return done;
    }

    private async Task AdvanceAsync(IReadOnlyList<FeedbackRecord> records, List<Told> done, bool isUndone, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // A mail from the future, by some clock, would prove more than is known.
        var newest = done.Where(told => told.IsOurs).SelectMany(told => told.Events).Select(known => (DateTimeOffset?)known.SentAt).Where(sent => sent <= now).Max();
        if (newest is null && !isUndone)
            return;
        var longest = records.Max(known => now - known.QueuedAt);
        try
        {
            await watch.AdvanceAsync(new FeedbackProgress(now, newest, longest > TimeSpan.Zero ? longest : TimeSpan.Zero, isUndone), ct);
        }
        catch (Exception fault)
        {
            // What is recorded is recorded; the evidence only grows later.
            NotTold(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feedback record {Record} is passed over: {Reason}.")]
    private static partial void NotOurs(ILogger logger, string record, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Feedback of message {MessageId} could not be recorded ({Fault}): it comes back.")]
    private static partial void Failed(ILogger logger, MessageId messageId, string fault);

    /// <summary>What a batch tells of one message, and by which records.</summary>
    private sealed record Told(MessageId Message, List<string> Records, List<FeedbackEvent> Events)
    {
        /// <summary>True once it is recorded with a message of ours.</summary>
        public bool IsOurs { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "How far feedback is recorded could not be written ({Fault}).")]
    private static partial void NotTold(ILogger logger, string fault);
}
