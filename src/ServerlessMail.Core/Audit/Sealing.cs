using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// One HMAC-SHA256 over a canonical text: a label that names what is sealed and its version, then one part after the other, each with its length
/// before it, so that no two lists of parts have the same bytes. It knows nothing of JSON or of any store. docs/audit.md has the format.
/// </summary>
/// <remarks>The text is gathered first: a hash that is fed part by part costs several times as much, and a trail is sealed anew with every write.</remarks>
internal sealed class Sealing : IDisposable
{
    /// <summary>The length of a part that is not there, which is not the same as an empty one.</summary>
    private const int Absent = -1;

    private readonly byte[] _key;
    private byte[] _text = ArrayPool<byte>.Shared.Rent(256);
    private int _length;

    public Sealing(byte[] key, string label)
    {
        _key = key;
        Add(label);
    }

    public Sealing Add(string? text)
    {
        if (text is null)
        {
            AddLength(Absent);
            return this;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        AddLength(bytes);
        Encoding.UTF8.GetBytes(text, Next(bytes));
        return this;
    }

    public Sealing Add(ReadOnlySpan<byte> bytes)
    {
        AddLength(bytes.Length);
        bytes.CopyTo(Next(bytes.Length));
        return this;
    }

    public Sealing Add(long number)
    {
        AddLength(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Next(sizeof(long)), number);
        return this;
    }

    /// <summary>A moment, to the millisecond: no store keeps less, and one keeps no more.</summary>
    public Sealing Add(DateTimeOffset moment) => Add(moment.ToUnixTimeMilliseconds());

    public Sealing Add(Digest? digest)
    {
        if (digest is { } known)
            return Add(known.ToArray());
        AddLength(Absent);
        return this;
    }

    public Digest Finish()
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, _text.AsSpan(0, _length), mac);
        return Digest.Of(mac);
    }

    /// <summary>Gives its memory back, emptied: it may hold what a message said.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_text, clearArray: true);
        (_text, _length) = ([], 0);
    }

    private void AddLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), length);

    /// <summary>The place of the next so many bytes.</summary>
    private Span<byte> Next(int bytes)
    {
        if (_text.Length - _length < bytes)
        {
            var longer = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes, _text.Length * 2));
            _text.AsSpan(0, _length).CopyTo(longer);
            ArrayPool<byte>.Shared.Return(_text, clearArray: true);
            _text = longer;
        }

        _length += bytes;
        return _text.AsSpan(_length - bytes, bytes);
    }
}
