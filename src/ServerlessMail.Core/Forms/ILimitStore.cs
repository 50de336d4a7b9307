using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Forms;

/// <summary>Counters with an end, and the memory of a minute in which repetitions are found. Thread-safe.</summary>
public interface ILimitStore
{
    /// <summary>Counts one use of a key within a window, unless all of its uses were counted already.</summary>
    /// <param name="key">What is limited: a form.</param>
    /// <param name="window">The window.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False when the window is used up.</returns>
    Task<bool> TryCountAsync(string key, LimitWindow window, CancellationToken ct);

    /// <summary>
    /// Counts a client's post as <see cref="TryCountAsync"/> does, a repetition like any other, and tells under which id it goes; as a rule in one write. Of
    /// equal posts at the same moment, wherever they arrive, all get the same id. A store may forget all but the last few different posts of a client.
    /// </summary>
    /// <param name="post">The post.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>
    /// The post's own id when it is the first of its kind, or the first after <see cref="ClientPost.RepeatedWithin"/>; that of the first when it repeats one; null
    /// when the window is used up.
    /// </returns>
    Task<MessageId?> TryEnterAsync(ClientPost post, CancellationToken ct);
}
