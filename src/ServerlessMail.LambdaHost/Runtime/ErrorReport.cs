using System.Buffers;
using System.Text.Json;

namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>What the Runtime API is told of a failure.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html: <c>errorMessage</c>, <c>errorType</c>, <c>stackTrace</c>.</remarks>
/// <param name="Type">The error's kind, also for the header Lambda-Runtime-Function-Error-Type.</param>
/// <param name="Message">What happened.</param>
/// <param name="StackTrace">Where.</param>
internal sealed record ErrorReport(string Type, string Message, IReadOnlyList<string> StackTrace)
{
    private const int MaxFrames = 50;

    /// <summary>A fault of the program's start: its text says what to mend.</summary>
    public static ErrorReport OfInit(Exception fault) => new(fault.GetType().FullName ?? fault.GetType().Name, fault.Message, Frames(fault));

    /// <summary>
    /// A fault of the handler. Its text is kept only where it is ours: any other may repeat what stood in the event, and Lambda hands reports to
    /// whoever invoked the function.
    /// </summary>
    public static ErrorReport OfHandler(Exception fault) => new(
        fault.GetType().FullName ?? fault.GetType().Name,
        fault is InvalidEventException ? fault.Message : "The handler failed; the function's log tells more.",
        Frames(fault));

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteTo(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes its members into an object that was begun.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("errorMessage"u8, Message);
        json.WriteString("errorType"u8, Type);
        json.WriteStartArray("stackTrace"u8);
        foreach (var frame in StackTrace)
            json.WriteStringValue(frame);
        json.WriteEndArray();
    }

    private static List<string> Frames(Exception fault) =>
        [.. (fault.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxFrames)];
}
