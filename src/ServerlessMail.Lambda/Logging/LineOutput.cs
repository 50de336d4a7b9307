using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessMail.Lambda.Logging;

/// <summary>Writes JSON lines to the function's standard output, each with one write, so that Lambda makes one record of it. Thread-safe.</summary>
/// <param name="output">Where Lambda reads them.</param>
internal sealed class LineOutput(Stream output)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);

    /// <summary>Writes one object on a line of its own.</summary>
    /// <param name="write">Writes the properties.</param>
    /// <param name="state">What it writes.</param>
    public void Write<T>(Action<Utf8JsonWriter, T> write, T state)
    {
        lock (_gate)
        {
            _line.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_line, Plain))
            {
                json.WriteStartObject();
                write(json, state);
                json.WriteEndObject();
            }

            _line.Write("\n"u8);
            output.Write(_line.WrittenSpan);
            output.Flush();
        }
    }
}
