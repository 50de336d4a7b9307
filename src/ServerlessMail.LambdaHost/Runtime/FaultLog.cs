using System.Buffers;
using System.Text.Json;

namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>Tells the function's log of each invocation that failed: Lambda shows a report to whoever invoked, and of a queue's events that is nobody.</summary>
/// <param name="output">Where to; null for standard error, which Lambda keeps with the log.</param>
/// <param name="time">The clock of the lines.</param>
internal sealed class FaultLog(Stream? output, TimeProvider time)
{
    /// <summary>Writes a line of JSON.</summary>
    public async Task WriteAsync(string requestId, ErrorReport report, CancellationToken ct)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("timestamp"u8, time.GetUtcNow().UtcDateTime);
            json.WriteString("level"u8, "ERROR"u8);
            json.WriteString("requestId"u8, requestId);
            json.WriteString("message"u8, "The invocation failed."u8);
            report.WriteTo(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        await (output ?? Console.OpenStandardError()).WriteAsync(line.WrittenMemory, ct);
    }
}
