using System.Threading.Channels;

namespace ServerlessMail.Local.Inbox;

/// <summary>
/// Looks after changes of the inbox for all who read along: one looks for all of them, and nobody looks while nobody reads. It looks into the
/// database, since mail may come and go through other processes on the same data. Thread-safe.
/// </summary>
internal sealed class InboxWatch(Func<CancellationToken, Task<InboxState>> look, TimeProvider time) : IDisposable
{
    /// <summary>How many may read along.</summary>
    public const int MaxReaders = 32;

    private const int LooksPerSign = 50;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly HashSet<Channel<InboxState?>> _readers = [];
    private CancellationTokenSource? _looking;
    private InboxState? _last;

    /// <summary>
    /// Joins the readers: the channel has the inbox as it is, then whenever it has changed, and now and then null as a sign of life. It holds the
    /// newest alone. It ends with the fault if the inbox cannot be looked into. Null: there are too many readers.
    /// </summary>
    public Channel<InboxState?>? TryJoin()
    {
        lock (_lock)
        {
            if (_readers.Count >= MaxReaders)
                return null;
            var reader = Channel.CreateBounded<InboxState?>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            _readers.Add(reader);
            if (_last is not null)
                reader.Writer.TryWrite(_last);
            if (_looking is null)
            {
                _looking = new CancellationTokenSource();
                var ct = _looking.Token;
                _ = Task.Run(() => LookAsync(ct), CancellationToken.None);
            }

            return reader;
        }
    }

    /// <summary>Leaves; with the last reader the looking ends.</summary>
    public void Leave(Channel<InboxState?> reader)
    {
        lock (_lock)
        {
            if (_readers.Remove(reader) && _readers.Count == 0)
                Stop();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            Stop();
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            using var tick = new PeriodicTimer(Every, time);
            var looks = 0;
            do
                Tell(await look(ct), ++looks % LooksPerSign == 0, ct);
            while (await tick.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
        catch (Exception fault)
        {
            End(fault, ct);
        }
    }

    private void Tell(InboxState state, bool isSign, CancellationToken ct)
    {
        lock (_lock)
        {
            if (ct.IsCancellationRequested)
                return;
            var isNews = state != _last;
            _last = state;
            foreach (var reader in _readers)
            {
                if (isNews)
                    reader.Writer.TryWrite(state);
                else if (isSign && reader.Reader.Count == 0)
                    reader.Writer.TryWrite(null);
            }
        }
    }

    private void End(Exception fault, CancellationToken ct)
    {
        lock (_lock)
        {
            if (ct.IsCancellationRequested)
                return;
            foreach (var reader in _readers)
                reader.Writer.TryComplete(fault);
            _readers.Clear();
            Stop();
        }
    }

    private void Stop()
    {
        _looking?.Cancel();
        _looking?.Dispose();
        _looking = null;
        _last = null;
    }
}
