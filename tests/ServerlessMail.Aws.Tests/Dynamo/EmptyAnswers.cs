using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>A server on loopback that answers every request with an empty object, or hangs up, and counts the connections that it was asked on.</summary>
internal sealed class EmptyAnswers : IAsyncDisposable
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _running = [];
    private readonly int _hangUpAfter;
    private int _connections;
    private int _requests;

    /// <summary>Begins to listen.</summary>
    /// <param name="hangUpAfter">After how many answers on a connection it reads the next request and hangs up.</param>
    public EmptyAnswers(int hangUpAfter = int.MaxValue)
    {
        _hangUpAfter = hangUpAfter;
        _listener.Start();
        _running.Add(AcceptAsync());
    }

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://{_listener.LocalEndpoint}"));

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many requests arrived whole.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var connection = await _listener.AcceptTcpClientAsync(_end.Token);
            Interlocked.Increment(ref _connections);
            _running.Add(AnswerAsync(connection));
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using var open = connection;
        using var reader = new StreamReader(open.GetStream(), Encoding.ASCII);
        for (var answers = 0; await reader.ReadLineAsync(_end.Token) is { } line; answers++)
        {
            var length = 0;
            for (; line is { Length: > 0 }; line = await reader.ReadLineAsync(_end.Token))
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line.AsSpan("Content-Length:".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
            }

            await reader.ReadBlockAsync(new char[length], _end.Token);
            Interlocked.Increment(ref _requests);
            if (answers == _hangUpAfter)
                return;
            await open.GetStream().WriteAsync(Answer, _end.Token);
        }
    }
}
