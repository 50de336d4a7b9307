using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>A server on loopback that reads each HTTP request whole and then does what the test says, be it as bad as a reset.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedRequest> _received = [];
    private readonly Func<ReceivedRequest, ScriptedReply> _script;
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private readonly List<Task> _connections = [];

    public ScriptedServer(Func<ReceivedRequest, ScriptedReply> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Ends when every connection so far has ended, from this side or the other.</summary>
    public Task ConnectionsEndedAsync() => Task.WhenAll(Connections());

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Every request that arrived whole, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. Connections()]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private Task[] Connections()
    {
        lock (_gate)
            return [.. _connections];
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_stop.Token);
            // Whoever has seen an answer of a connection finds that connection in the list.
            lock (_gate)
                _connections.Add(ServeAsync(socket, _connections.Count + 1));
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using var _ = socket;
        await using var stream = new NetworkStream(socket);
        while (await ReadAsync(stream, connection) is { } request)
        {
            _received.Enqueue(request);
            switch (_script(request))
            {
                case ScriptedReply.Answer answer:
                    await stream.WriteAsync(Bytes(answer), _stop.Token);
                    break;
                case ScriptedReply.SentAndClose:
                    await stream.WriteAsync(Bytes(ScriptedReply.Sent), _stop.Token);
                    return;
                case ScriptedReply.Close:
                    return;
                case ScriptedReply.Reset:
                    socket.LingerState = new LingerOption(true, 0);
                    return;
                case ScriptedReply.Silence silence:
                    silence.Begun();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                    break;
            }
        }
    }

    private async Task<ReceivedRequest?> ReadAsync(NetworkStream stream, int connection)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(next, _stop.Token) == 0)
                return null;
            head.Append((char)next[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var target = lines[0].Split(' ');
        return new ReceivedRequest(connection, target[0], target[1], headers, Encoding.UTF8.GetString(body));
    }

    private static byte[] Bytes(ScriptedReply.Answer answer) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {answer.Status} Scripted\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n"
        + (answer.Error is { } error ? $"x-amzn-ErrorType: {error}\r\n" : "")
        + $"\r\n{answer.Body}");
}
