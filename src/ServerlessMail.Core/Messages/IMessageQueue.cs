namespace ServerlessMail.Core.Messages;

/// <summary>
/// The queues of message ids between intake and sender, one per lane. They deliver at least once, in no order; whoever works on a record
/// must see from the table whether its work is done. Thread-safe.
/// </summary>
public interface IMessageQueue
{
    /// <summary>The longest delay: 15 minutes, as SQS has it.</summary>
    static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    /// <summary>Puts an id into its lane's queue; durable once it returns.</summary>
    /// <param name="lane">Whose queue.</param>
    /// <param name="id">What to put in.</param>
    /// <param name="delay">For how long nobody receives it: 0 to <see cref="LongestDelay"/>, in whole seconds, rounded up.</param>
    /// <param name="ct">Ends the wait.</param>
    Task SendAsync(Lane lane, MessageId id, TimeSpan delay, CancellationToken ct);

    /// <summary>Up to <paramref name="limit"/> (1 to 10) records, hidden from everybody else until they are deleted or their time is up.</summary>
    /// <param name="lane">Whose queue.</param>
    /// <param name="limit">1 to 10.</param>
    /// <param name="hidden">For how long a record is hidden; whole seconds.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<QueueRecord>> ReceiveAsync(Lane lane, int limit, TimeSpan hidden, CancellationToken ct);

    /// <summary>Takes a record away for good. A record that came back meanwhile, or is gone, is no error.</summary>
    Task DeleteAsync(Lane lane, QueueRecord record, CancellationToken ct);

    /// <summary>About how many records a lane's queue has, those that are hidden or delayed included. It may lag behind.</summary>
    Task<int> DepthAsync(Lane lane, CancellationToken ct);
}
