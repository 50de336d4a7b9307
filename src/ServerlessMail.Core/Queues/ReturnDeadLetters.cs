using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Core.Queues;

/// <summary>
/// Returns dead letters to their queues. Of the feedback's the watch is told beforehand, each time: old events are on their way again, and what
/// they tell must not be taken for unsaid. Thread-safe.
/// </summary>
public sealed class ReturnDeadLetters(IDeadLetters letters, IFeedbackWatch watch, TimeProvider time)
{
    /// <summary>Returns one; false if it is not there.</summary>
    public async Task<bool> OneAsync(ServiceQueue queue, string id, CancellationToken ct)
    {
        await TellAsync(queue, ct);
        var found = await letters.ReturnAsync(queue, id, ct);
        await TellAsync(queue, ct);
        return found;
    }

    /// <summary>Returns all of a queue's.</summary>
    /// <param name="queue">Whose.</param>
    /// <param name="progress">Told after each step how many are returned so far.</param>
    /// <param name="ct">Ends it between two steps; what is returned by then is returned.</param>
    public async Task<int> AllAsync(ServiceQueue queue, Action<int> progress, CancellationToken ct)
    {
        var returned = 0;
        await TellAsync(queue, ct);
        await foreach (var some in letters.ReturnAllAsync(queue, ct))
        {
            await TellAsync(queue, ct);
            returned += some;
            progress(returned);
        }

        return returned;
    }

    private Task TellAsync(ServiceQueue queue, CancellationToken ct) => queue == ServiceQueue.Feedback
        ? watch.AdvanceAsync(new FeedbackProgress(time.GetUtcNow(), NewestSentAt: null, OldestWait: TimeSpan.Zero, IsUndone: true), ct)
        : Task.CompletedTask;
}
