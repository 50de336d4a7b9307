using System.Net;
using System.Net.Sockets;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>
/// Passes connections through, until <see cref="Forget"/>: from then on those that exist are dead, and nobody is told, as with a router that
/// has forgotten a connection while its environment was frozen. New ones pass.
/// </summary>
internal sealed class SilentProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private CancellationTokenSource _silence = new();
    private int _connections;

    public SilentProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>How many connections were opened so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Forget()
    {
        var silence = _silence;
        _silence = new CancellationTokenSource();
        silence.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_accepting);
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
                passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        var silence = _silence.Token;
        Interlocked.Increment(ref _connections);
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), silence),
                CopyAsync(server.GetStream(), client.GetStream(), silence));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken silence)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
            {
                if (!silence.IsCancellationRequested)
                    await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // One of both has gone.
        }
    }
}
