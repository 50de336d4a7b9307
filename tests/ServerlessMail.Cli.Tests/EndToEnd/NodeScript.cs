using System.Diagnostics;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>Runs one of the scripts of <c>tests/</c> to its end and returns what it printed.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test where the packages are not installed.</summary>
    public static void Require() => Assert.SkipUnless(
        Directory.Exists(Path.Combine(TestsDirectory.Path, "node_modules")), "The packages of tests/package.json are not installed: run 'npm ci' in tests/.");

    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        Require();
        var tests = TestsDirectory.Path;
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Path.Combine(tests, script), .. arguments])
            {
                WorkingDirectory = tests,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        try
        {
            node.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Node is not installed: the client and browser tests need version 20 or later.");
        }

        try
        {
            var output = node.StandardOutput.ReadToEndAsync();
            var errors = node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync().WaitAsync(Within, TimeProvider.System);
            Assert.True(node.ExitCode == 0, $"{script} failed: {await errors}{await output}");
            return await output;
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }
}
