using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Counters in memory, and what was posted last; what has had its time is forgotten when the next one is counted.</summary>
public sealed class MemoryLimits(TimeProvider time) : ILimitStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Key, string Window), (int Count, DateTimeOffset Expires)> _counters = [];
    private readonly Dictionary<(string Key, string Digest), (MessageId Id, DateTimeOffset Expires)> _posts = [];

    public FaultDoor Door { get; } = new();

    public Task<bool> TryCountAsync(string key, LimitWindow window, CancellationToken ct) =>
        Door.PassAsync(nameof(TryCountAsync), () =>
        {
            lock (_gate)
            {
                Forget();
                return TryCount(key, window);
            }
        }, ct);

    public Task<MessageId?> TryEnterAsync(ClientPost post, CancellationToken ct) =>
        Door.PassAsync(nameof(TryEnterAsync), () =>
        {
            lock (_gate)
            {
                Forget();
                if (post.Window is { } window && !TryCount(post.Key, window))
                    return (MessageId?)null;
                if (_posts.TryGetValue((post.Key, post.Digest), out var first) && post.Repeats(first.Id))
                    return first.Id;
                _posts[(post.Key, post.Digest)] = (post.Id, post.Expires);
                return post.Id;
            }
        }, ct);

    private bool TryCount(string key, LimitWindow window)
    {
        var count = _counters.GetValueOrDefault((key, window.Name)).Count;
        if (count >= window.Most)
            return false;
        _counters[(key, window.Name)] = (count + 1, window.Ends);
        return true;
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var over in _counters.Where(counter => counter.Value.Expires <= now).Select(counter => counter.Key).ToArray())
            _counters.Remove(over);
        foreach (var over in _posts.Where(post => post.Value.Expires < now).Select(post => post.Key).ToArray())
            _posts.Remove(over);
    }
}
