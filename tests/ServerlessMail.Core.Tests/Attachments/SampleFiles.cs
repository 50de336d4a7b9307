using System.IO.Compression;
using System.Text;

namespace ServerlessMail.Core.Tests.Attachments;

/// <summary>The smallest contents that are of a kind.</summary>
internal static class SampleFiles
{
    public static readonly byte[] Pdf = "%PDF-1.7\n%%EOF"u8.ToArray();
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0];
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0];

    /// <summary>A package of an office program.</summary>
    public static byte[] Package(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write("application/vnd.oasis.opendocument.text"u8);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
