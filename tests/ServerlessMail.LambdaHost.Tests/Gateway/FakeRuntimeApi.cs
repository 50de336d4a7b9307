using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>
/// A Runtime API that answers as it is told, also wrongly. What it is not told it does right: it takes every answer, and once there are no more
/// events it lets whoever asks wait.
/// </summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<ApiReply> _events = new();
    private readonly ConcurrentQueue<ApiReply> _answers = new();
    private readonly ConcurrentQueue<ApiCall> _calls = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Gate _idle = new();
    private readonly Task _accepting;
    private int _count;
    private int _turnedAway;

    public FakeRuntimeApi()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Root => new($"http://{_listener.LocalEndpoint}{ApiCall.Root}");

    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    /// <summary>What was asked, in order: <c>invocation/next</c>, <c>invocation/1/response</c>.</summary>
    public IReadOnlyList<string> Order => [.. _calls.Select(call => call.What)];

    public int Connections => _count;

    /// <summary>How many connections to close before a byte is read.</summary>
    public int TurnsAway
    {
        get => _turnedAway;
        set => _turnedAway = value;
    }

    /// <summary>How the next request for an event is answered.</summary>
    public FakeRuntimeApi Gives(ApiReply reply)
    {
        _events.Enqueue(reply);
        return this;
    }

    public FakeRuntimeApi Gives(string id, string payload, params string[] headers) => Gives(ApiReply.Event(id, payload, headers));

    /// <summary>How the next answer, or error, is taken.</summary>
    public FakeRuntimeApi Takes(ApiReply reply)
    {
        _answers.Enqueue(reply);
        return this;
    }

    /// <summary>Waits until an event is asked for and there is none.</summary>
    public Task IdleAsync(CancellationToken ct) => _idle.PassAsync(ct);

    /// <summary>The one call of such a path.</summary>
    public ApiCall Call(string what) => Assert.Single(_calls, call => call.What == what);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await IgnoreEndAsync(() => Task.WhenAll([_accepting]));
        await IgnoreEndAsync(() => Task.WhenAll(_connections));
        _listener.Dispose();
        _end.Dispose();
    }

    private static async Task IgnoreEndAsync(Func<Task> task)
    {
        try
        {
            await task();
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // A connection that was broken off, by either side, or a listener that was stopped between two (an InvalidOperationException).
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            var number = Interlocked.Increment(ref _count);
            if (Interlocked.Decrement(ref _turnedAway) >= 0)
                client.Dispose();
            else
                _connections.Add(ServeAsync(client, number));
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using var ended = client;
        client.NoDelay = true;
        await using var stream = client.GetStream();
        var connection = new ApiConnection(stream, number);
        while (await connection.ReadAsync(_end.Token) is { } call)
        {
            _calls.Enqueue(call);
            if (await ReplyToAsync(call) is not { } reply)
                continue;
            await connection.WriteAsync(reply, _end.Token);
            if (reply.Closes)
                return;
        }
    }

    private async Task<ApiReply?> ReplyToAsync(ApiCall call)
    {
        if (!call.IsNext)
            return _answers.TryDequeue(out var answer) ? answer : ApiReply.Taken;
        if (_events.TryDequeue(out var reply))
            return reply;
        _idle.Open();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        return null;
    }
}
