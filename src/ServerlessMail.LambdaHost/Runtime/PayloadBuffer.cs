namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>One buffer for every payload, as large as the largest of late. Each read overwrites what was read before.</summary>
internal sealed class PayloadBuffer
{
    private const int Initial = 8 * 1024;

    /// <summary>What is larger is given back after use: most events are small, and memory is paid for.</summary>
    private const int Kept = 512 * 1024;

    /// <summary>Somewhat more than Lambda's largest event: what is told to be larger is believed once it is there.</summary>
    private const int Largest = 8 * 1024 * 1024;

    private byte[] _bytes = new byte[Initial];

    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken ct)
    {
        var wanted = (int)Math.Min(content.Headers.ContentLength ?? 0, Largest);
        if (_bytes.Length <= wanted || _bytes.Length > Kept)
            _bytes = new byte[Math.Max(Initial, wanted + 1)];
        await using var body = await content.ReadAsStreamAsync(ct);
        var length = 0;
        while (await body.ReadAsync(_bytes.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (length == _bytes.Length)
                Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        return _bytes.AsMemory(0, length);
    }
}
