using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Core.Forms;

/// <summary>The keyed digest by which the same submission is known again. It tells nothing of what was written.</summary>
internal static class SubmissionDigest
{
    /// <summary>True for what differs each time a page is shown, while the visitor says the same.</summary>
    private static bool IsOfThePage(string name) => ReservedFields.IsProof(name) || name is ReservedFields.Stamp or ReservedFields.WayBack;

    /// <summary>16 hexadecimal digits over all fields and files, in their order.</summary>
    public static string Of(ReadOnlyMemory<byte> key, Submission submission)
    {
        using var digest = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        digest.AppendData("fields"u8);
        foreach (var (name, value) in submission.Fields)
        {
            if (IsOfThePage(name))
                continue;
            Append(digest, name);
            Append(digest, value);
        }

        // Their number before the files, so that none passes for a field.
        Append(digest, $"{submission.Files.Length} files");
        foreach (var (name, fileName, content) in submission.Files)
        {
            Append(digest, name);
            Append(digest, fileName);
            Append(digest, content.Span);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>With its length before it, so that no two lists of texts are one.</summary>
    private static void Append(IncrementalHash digest, string text) => Append(digest, Encoding.UTF8.GetBytes(text));

    private static void Append(IncrementalHash digest, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        digest.AppendData(length);
        digest.AppendData(bytes);
    }
}
