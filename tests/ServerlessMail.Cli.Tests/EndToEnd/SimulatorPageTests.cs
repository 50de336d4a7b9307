using System.Diagnostics;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>What <c>docs/simulator.md</c> tells a developer to type is typed here.</summary>
public class SimulatorPageTests
{
    private const string Url = "http://127.0.0.1:5080";

    [Fact]
    public async Task Every_line_of_curl_does_what_it_says()
    {
        var page = await File.ReadAllLinesAsync(Path.Combine(TestsDirectory.Repository, "docs", "simulator.md"), TestContext.Current.CancellationToken);
        var lines = page.Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToArray();
        Assert.True(lines.Length >= 9, $"The page has only {lines.Length} of them.");
        using var data = new DataDirectory();
        await using var served = await SmailProcess.ServeAsync(data.Path);

        foreach (var line in lines)
        {
            var curl = line.Replace(Url, served.Url, StringComparison.Ordinal).Replace("curl ", "curl -sS --fail-with-body ", StringComparison.Ordinal);
            var (code, output) = await Command.RunAsync(new ProcessStartInfo("sh", ["-c", curl])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
            Assert.True(code == 0, $"{line}: {output}");
        }
    }
}
