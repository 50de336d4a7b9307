namespace ServerlessMail.Cli.Tests.EndToEnd;

internal static class Chromium
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Skips the test where there is no browser.</summary>
    public static void Require() =>
        Assert.SkipUnless(Programs.Any(File.Exists), "Chromium is not installed. On Debian: sudo apt-get install chromium");
}
