namespace ServerlessMail.Core.Queues;

/// <summary>
/// What the queues have put aside as poison. A record that is returned goes to its queue first and leaves the dead letters afterwards: it may be
/// there twice, never not at all, and whoever works on it sees from the table whether its work is done. Thread-safe.
/// </summary>
public interface IDeadLetters
{
    /// <summary>How many a queue has, near enough; null where the queue is not known here or puts nothing aside.</summary>
    Task<int?> CountAsync(ServiceQueue queue, CancellationToken ct);

    /// <summary>Up to <paramref name="limit"/> of a queue's, which stay where they are.</summary>
    /// <param name="queue">Whose.</param>
    /// <param name="limit">1 to 1000.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<DeadLetter>> ListAsync(ServiceQueue queue, int limit, CancellationToken ct);

    /// <summary>Returns one to its queue; false if it is not there.</summary>
    Task<bool> ReturnAsync(ServiceQueue queue, string id, CancellationToken ct);

    /// <summary>
    /// Returns all to their queue, some at each step; a step's value says how many. What comes to be there again meanwhile is left: it ends even if
    /// all of it is poison.
    /// </summary>
    IAsyncEnumerable<int> ReturnAllAsync(ServiceQueue queue, CancellationToken ct);
}
