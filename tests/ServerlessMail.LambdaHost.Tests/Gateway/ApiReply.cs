using System.Text;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>What the Runtime API sends back, byte by byte as it stands here.</summary>
/// <param name="Bytes">Status line, headers and body.</param>
internal sealed record ApiReply(byte[] Bytes)
{
    /// <summary>The connection is closed without an answer.</summary>
    public static ApiReply Drop { get; } = new([]) { Closes = true };

    public static ApiReply Taken { get; } = Status(202, """{"status":"OK"}""");

    /// <summary>Each byte in a packet of its own.</summary>
    public bool ByteByByte { get; init; }

    /// <summary>Half of it, and the rest once this is open.</summary>
    public Gate? Halfway { get; init; }

    /// <summary>The connection is closed after it.</summary>
    public bool Closes { get; init; }

    public static ApiReply Status(int status, string body = "") => Of($"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public static ApiReply Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>An event.</summary>
    public static ApiReply Event(string id, byte[] payload, params string[] headers) =>
        With($"HTTP/1.1 200 OK\r\nContent-Length: {payload.Length}\r\nLambda-Runtime-Aws-Request-Id: {id}\r\n{Lines(headers)}\r\n", payload);

    public static ApiReply Event(string id, string payload, params string[] headers) => Event(id, Encoding.UTF8.GetBytes(payload), headers);

    /// <summary>An event whose length is not told beforehand.</summary>
    public static ApiReply ChunkedEvent(string id, byte[] payload, int chunk)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nLambda-Runtime-Aws-Request-Id: {id}\r\n{Lines([])}\r\n"));
        foreach (var part in payload.Chunk(chunk))
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"));
            bytes.Write(part);
            bytes.Write("\r\n"u8);
        }

        bytes.Write("0\r\n\r\n"u8);
        return new ApiReply(bytes.ToArray());
    }

    public ApiReply CutTo(int length) => this with { Bytes = Bytes[..length], Closes = true };

    private static ApiReply With(string head, byte[] body) => new([.. Encoding.UTF8.GetBytes(head), .. body]);

    /// <summary>A deadline far away, where the test gives none.</summary>
    private static string Lines(string[] headers) => string.Concat(
        (headers.Any(header => header.Contains("Deadline", StringComparison.Ordinal)) ? headers : [.. headers, "Lambda-Runtime-Deadline-Ms: 253402300799999"])
        .Select(header => header + "\r\n"));
}
