using System.Diagnostics;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>Runs one of the scripts of <c>tests/</c> to its end and returns what it printed.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var tests = TestsDirectory.Path;
        if (!Directory.Exists(Path.Combine(tests, "node_modules")))
            Assert.Skip("The packages of tests/package.json are not installed: run 'npm ci' in tests/.");
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
