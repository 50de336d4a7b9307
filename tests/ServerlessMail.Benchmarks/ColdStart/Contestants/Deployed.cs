using System.IO.Compression;

namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>The size of a deployment: all of a folder that runs, zipped; symbols and documentation stay at home.</summary>
internal static class Deployed
{
    private static readonly string[] Left = [".pdb", ".dbg", ".xml"];

    public static long ZipBytes(string folder)
    {
        using var counted = new MemoryStream();
        using (var zip = new ZipArchive(counted, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !Left.Contains(Path.GetExtension(file))))
                zip.CreateEntryFromFile(file, Path.GetRelativePath(folder, file), CompressionLevel.SmallestSize);
        }

        return counted.Length;
    }
}
