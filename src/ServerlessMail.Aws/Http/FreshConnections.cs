using System.Net;

namespace ServerlessMail.Aws.Http;

/// <summary>
/// Pooled connections of which none is used once it is older than <see cref="Life"/>, by the wall clock as well as by the monotonic one.
/// Thread-safe.
/// </summary>
/// <remarks>
/// A frozen Lambda environment thaws with connections that the other side has long forgotten: the first call on one of them hangs, and a mail
/// on a quiet site would look uncertain. <see cref="SocketsHttpHandler.PooledConnectionLifetime"/> counts ticks that may stand still while an
/// environment is frozen or restored from a snapshot, so the whole pool is replaced here by what both clocks say.
/// </remarks>
internal sealed class FreshConnections(TimeProvider time, IWebProxy? proxy) : HttpMessageHandler
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Pool? _pool;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Current().SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _pool?.Connections.Dispose();
        base.Dispose(disposing);
    }

    private HttpMessageInvoker Current()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_pool is not { } pool || now < pool.OpenedAt || now - pool.OpenedAt >= Life || time.GetElapsedTime(pool.OpenedTimestamp) >= Life)
                _pool = pool = new Pool(Open(), now, time.GetTimestamp());

            // A pool that was replaced still has calls under way. It is not disposed of but closes each connection once it is idle.
            return pool.Connections;
        }
    }

    private HttpMessageInvoker Open() => new(new SocketsHttpHandler
    {
        PooledConnectionIdleTimeout = Life,
        PooledConnectionLifetime = Life,
        ConnectTimeout = ConnectWithin,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = proxy is not null,
        Proxy = proxy,
    });

    private sealed record Pool(HttpMessageInvoker Connections, DateTimeOffset OpenedAt, long OpenedTimestamp);
}
