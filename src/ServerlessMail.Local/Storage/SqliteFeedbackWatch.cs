using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Local.Storage;

/// <summary>
/// The simulator stores a mail and its events in one transaction, and a recorded event leaves the queue: so the feedback is complete up to
/// the oldest event that still waits, and up to now when none does.
/// </summary>
internal sealed class SqliteFeedbackWatch(QueueTable queue, TimeProvider time) : IFeedbackWatch
{
    /// <summary>A mail bears the moment at which its transaction began, which may be this much before it can be seen.</summary>
    private static readonly TimeSpan Commit = TimeSpan.FromSeconds(1);

    public async Task<FeedbackEvidence> ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var until = (await queue.OldestAsync(QueueTable.Feedback, ct) is { } oldest && oldest < now ? oldest : now) - Commit;
        return new FeedbackEvidence(until, until);
    }

    /// <summary>Nothing to write: what is recorded leaves the queue, and that is the note of it.</summary>
    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => Task.CompletedTask;
}
