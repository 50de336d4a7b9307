using System.Globalization;
using System.Text;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>One connection to the Runtime API, read and written by hand.</summary>
internal sealed class ApiConnection(Stream stream, int number)
{
    private readonly byte[] _one = new byte[1];

    /// <summary>The next request; null at the end.</summary>
    public async Task<ApiCall?> ReadAsync(CancellationToken ct)
    {
        if (await ReadLineAsync(ct) is not { Length: > 0 } line)
            return null;
        var words = line.Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(ct) is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Add(header[..colon], header[(colon + 1)..].Trim());
        }

        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, ct);
        return new ApiCall(number, words[0], words[1], headers, body);
    }

    public async Task WriteAsync(ApiReply reply, CancellationToken ct)
    {
        if (reply.ByteByByte)
        {
            for (var at = 0; at < reply.Bytes.Length; at++)
                await stream.WriteAsync(reply.Bytes.AsMemory(at, 1), ct);
            return;
        }

        var half = reply.Halfway is null ? 0 : reply.Bytes.Length / 2;
        await stream.WriteAsync(reply.Bytes.AsMemory(0, half), ct);
        if (reply.Halfway is { } gate)
            await gate.PassAsync(ct);
        await stream.WriteAsync(reply.Bytes.AsMemory(half), ct);
    }

    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (await stream.ReadAsync(_one, ct) == 1)
        {
            if (_one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)_one[0]);
        }

        return null;
    }
}
