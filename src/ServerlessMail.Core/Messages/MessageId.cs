using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Messages;

/// <summary>A message's id: a ULID of 26 characters, upper case, which sorts by the millisecond in which it was made.</summary>
/// <remarks>The ULID specification. Equal ids have equal text; the value is immutable and safe to share.</remarks>
[JsonConverter(typeof(MessageIdJson))]
public readonly record struct MessageId : IComparable<MessageId>
{
    private readonly Ulid _value;

    private MessageId(Ulid value) => _value = value;

    /// <summary>When the id was made, in UTC, to the millisecond.</summary>
    public DateTimeOffset Time => _value.Time;

    /// <summary>The id of a moment and 10 given bytes; new ones come from <see cref="MessageIds"/>.</summary>
    public static MessageId New(DateTimeOffset time, ReadOnlySpan<byte> random) => new(Ulid.NewUlid(time, random));

    public static MessageId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a message id (a ULID of 26 characters).");

    public static bool TryParse([NotNullWhen(true)] string? text, out MessageId id)
    {
        var parsed = Ulid.TryParse(text, out var value);
        id = new MessageId(value);
        return parsed && string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A number from 0 up to 1 that differs between messages and between the attempts of one: jitter that needs no source of randomness and
    /// is the same in every process.
    /// </summary>
    public double Spread(int attempt)
    {
        const double golden = 0.6180339887498949;
        Span<byte> bytes = stackalloc byte[16];
        _value.TryWriteBytes(bytes);
        var start = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) / (uint.MaxValue + 1.0);
        return (start + (attempt * golden)) % 1;
    }

    public int CompareTo(MessageId other) => _value.CompareTo(other._value);

    public override string ToString() => _value.ToString();

    public static bool operator <(MessageId left, MessageId right) => left.CompareTo(right) < 0;

    public static bool operator >(MessageId left, MessageId right) => left.CompareTo(right) > 0;

    public static bool operator <=(MessageId left, MessageId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MessageId left, MessageId right) => left.CompareTo(right) >= 0;
}
