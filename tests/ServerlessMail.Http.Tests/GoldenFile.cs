using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Http.Tests;

/// <summary>
/// Answers as they stand on the wire, byte for byte, in the files of <c>Golden</c>; a line feed ends each file. What changes one of them may
/// break every caller: run the tests with <c>SMAIL_GOLDEN=write</c> only after the contract has changed, and read the diff.
/// </summary>
internal static class GoldenFile
{
    public static async Task MatchesAsync(string name, string actual)
    {
        var path = Path.Combine(TestsDirectory.Path, "ServerlessMail.Http.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("SMAIL_GOLDEN") == "write")
            await File.WriteAllTextAsync(path, actual + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), actual + "\n");
    }
}
