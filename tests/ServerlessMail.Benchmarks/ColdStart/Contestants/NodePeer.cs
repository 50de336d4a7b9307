using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>The job in Node, bundled as its documentation advises for Lambda: one file, minified.</summary>
internal static class NodePeer
{
    private const string Name = "Node.js, bundled, AWS SDK v3";

    private static readonly string Source = Path.Combine(TestsDirectory.Path, "ServerlessMail.Benchmarks", "ColdStart", "Peers", "node");

    /// <summary>Bundles it.</summary>
    /// <param name="folder">Where the bundle goes.</param>
    /// <param name="mayInstall">False: packages that are not installed are no reason to wait for them.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Offer> BundleAsync(string folder, bool mayInstall, CancellationToken ct)
    {
        if (!Directory.Exists(Path.Combine(Source, "node_modules")))
        {
            if (!mayInstall)
                return Offer.Missing(Name, "its packages are not installed");
            var installed = await ToolRun.RunAsync(Source, "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], ct);
            if (installed.ExitCode != 0)
                return Offer.Missing(Name, installed.Reason);
        }

        var to = Path.Combine(folder, "node");
        var script = Path.Combine(to, "bootstrap.cjs");
        string[] arguments =
        [
            "bootstrap.js", "--bundle", "--minify", "--platform=node", "--target=node20", "--format=cjs", "--main-fields=module,main", "--log-level=error", $"--outfile={script}",
        ];
        var bundled = await ToolRun.RunAsync(Source, Path.Combine(Source, "node_modules", ".bin", "esbuild"), arguments, ct);
        if (bundled.ExitCode != 0)
            return Offer.Missing(Name, bundled.Reason);

        var version = await ToolRun.RunAsync(Source, "node", ["-p", "process.versions.node + ' ' + process.execPath"], ct);
        return version.ExitCode == 0 && version.Output.Trim().Split(' ', 2) is [var number, var node]
            ? Offer.Of(new Contestant($"Node.js {number}, bundled, AWS SDK v3", node, [script], to, Deployed.ZipBytes(to)) { IsNode = true })
            : Offer.Missing(Name, version.Reason);
    }
}
