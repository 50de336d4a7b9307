using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// One HMAC-SHA256 over a canonical text: a label that names what is sealed and its version, then one part after the other, each with its length
/// before it, so that no two lists of parts have the same bytes. It knows nothing of JSON or of any store. docs/audit.md has the format.
/// </summary>
internal sealed class Sealing : IDisposable
{
    /// <summary>The length of a part that is not there, which is not the same as an empty one.</summary>
    private const int Absent = -1;

    private readonly IncrementalHash _hash;

    public Sealing(ReadOnlySpan<byte> key, string label)
    {
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Add(label);
    }

    public Sealing Add(string? text)
    {
        if (text is null)
        {
            AddLength(Absent);
            return this;
        }

        return Add(Encoding.UTF8.GetBytes(text));
    }

    public Sealing Add(ReadOnlySpan<byte> bytes)
    {
        AddLength(bytes.Length);
        _hash.AppendData(bytes);
        return this;
    }

    public Sealing Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Add(bytes);
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
        _hash.GetCurrentHash(mac);
        return Digest.Of(mac);
    }

    public void Dispose() => _hash.Dispose();

    private void AddLength(int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        _hash.AppendData(bytes);
    }
}
