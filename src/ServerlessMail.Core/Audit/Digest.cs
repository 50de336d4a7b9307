using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Audit;

/// <summary>16 bytes that stand for something: an HMAC cut to half its length, or the salt of one. Immutable; equal bytes are equal values.</summary>
/// <remarks>An HMAC may be cut to half of its hash's length: RFC 2104, section 5.</remarks>
[JsonConverter(typeof(DigestJson))]
public readonly record struct Digest
{
    /// <summary>How many bytes there are.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private Digest(UInt128 value) => _value = value;

    /// <summary>The first 16 of the bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes[..Size]));

    /// <summary>New random bytes from the operating system.</summary>
    public static Digest Random()
    {
        Span<byte> bytes = stackalloc byte[Size];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        return Of(bytes);
    }

    public static Digest Parse(string text) => TryParse(text, out var digest) ? digest : throw new FormatException("A digest has 32 hexadecimal digits.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (text is not { Length: 2 * Size } || !text.All(char.IsAsciiHexDigit))
            return false;
        digest = Of(Convert.FromHexString(text));
        return true;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>32 hexadecimal digits in lower case.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
