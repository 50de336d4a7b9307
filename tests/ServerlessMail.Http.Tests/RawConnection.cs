using System.Net.Sockets;
using System.Text;

namespace ServerlessMail.Http.Tests;

/// <summary>A connection on which a test writes bytes itself: halves, lies and silence, as no HTTP client would.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;

    private RawConnection(TcpClient client) => _client = client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(HttpApp app)
    {
        var client = new TcpClient();
        await client.ConnectAsync(new Uri(app.Url).Host, new Uri(app.Url).Port, Ct);
        return new RawConnection(client);
    }

    /// <summary>Writes text, a character a byte.</summary>
    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), Ct);

    /// <summary>Everything that the server answers until it closes; a request with <c>Connection: close</c> makes it.</summary>
    public async Task<string> ReadAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(Ct);
    }

    /// <summary>The status line of the answer, without waiting for the rest.</summary>
    public async Task<string> ReadStatusAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8, leaveOpen: true);
        return await reader.ReadLineAsync(Ct) ?? "";
    }

    /// <summary>Ends the connection as a visitor does who pulls the plug.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
