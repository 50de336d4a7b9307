namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A fresh directory for one test's data, deleted at its end.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smail-test-").FullName;

    /// <summary>A directory with the same data; nobody may be writing them.</summary>
    public DataDirectory Copy()
    {
        var copy = new DataDirectory();
        foreach (var directory in Directory.GetDirectories(Path, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, directory)));
        foreach (var file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories))
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file)));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
