namespace ServerlessMail.Testing.Emulators;

/// <summary>The repository's <c>tests</c> directory, found from where the tests run.</summary>
public static class TestsDirectory
{
    public static string Path { get; } = Find();

    /// <summary>The repository's top level.</summary>
    public static string Repository => System.IO.Path.GetDirectoryName(Path)!; // tests/ is never a root

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "tests", "package.json")))
            directory = directory.Parent;
        return System.IO.Path.Combine(directory?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."), "tests");
    }
}
