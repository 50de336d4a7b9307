namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A fresh directory for one test's data, deleted at its end.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smail-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
