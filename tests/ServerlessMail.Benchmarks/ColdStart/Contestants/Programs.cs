using ServerlessMail.Cli.Functions;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>Publishes the Lambda program in its flavours, each into a folder of its own; one that is there already is taken as it is.</summary>
/// <param name="folder">Where the folders are.</param>
internal sealed class Programs(string folder)
{
    private const string Name = "bootstrap";

    /// <summary>What restoring says of packages that the registry lacks (NU1101 to NU1103), or that this repository names no version of.</summary>
    private static readonly string[] NotServed = ["NU1101", "NU1102", "NU1103", "NU1010"];

    private static readonly string Project = Path.Combine(TestsDirectory.Repository, "src", "ServerlessMail.Lambda");

    /// <summary>Publishes the Lambda program.</summary>
    /// <param name="name">As it stands in the tables.</param>
    /// <param name="key">The name of its folder.</param>
    /// <param name="properties">MSBuild properties.</param>
    /// <param name="ct">Ends it.</param>
    public Task<Offer> PublishAsync(string name, string key, IReadOnlyList<string> properties, CancellationToken ct) => PublishAsync(Project, name, key, properties, ct);

    /// <summary>Publishes the floor: a loop that gives the same answer always.</summary>
    public async Task<Offer> BareAsync(CancellationToken ct)
    {
        var offer = await PublishAsync(Path.Combine(TestsDirectory.Path, "ServerlessMail.Benchmarks", "ColdStart", "Peers", "bare"), "floor: a bare loop, Native AOT", "bare", [], ct);
        return offer with { Contestant = offer.Contestant is { } bare ? bare with { IsFloor = true } : null };
    }

    private async Task<Offer> PublishAsync(string project, string name, string key, IReadOnlyList<string> properties, CancellationToken ct)
    {
        var to = Path.Combine(folder, key);
        if (!File.Exists(Path.Combine(to, Name)))
        {
            var artifacts = Path.Combine(folder, "obj", key);
            string[] arguments =
            [
                "publish", project, "-c", "Release", "-r", "linux-x64", "-o", to, "-v", "quiet", "-nologo", "-p:RunAnalyzers=false", "-p:UseArtifactsOutput=true", $"-p:ArtifactsPath={artifacts}",
                .. properties.Select(property => $"-p:{property}"),
            ];
            var published = await ToolRun.RunAsync(folder, "dotnet", arguments, ct);
            if (published.ExitCode != 0)
                return Offer.Missing(name, NotServed.Any(code => published.Output.Contains(code, StringComparison.Ordinal)) ? "its packages are not served here" : published.Reason);
        }

        return Offer.Of(Of(name, to));
    }

    /// <summary>The program as the solution's build left it; quick to get, and slower than any published one.</summary>
    public static Offer Built(string name)
    {
        // bin/<configuration>/<framework>, as this program's own.
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var built = Path.Combine(Project, "bin", framework.Parent?.Name ?? "", framework.Name);
        return File.Exists(Path.Combine(built, Name))
            ? Offer.Of(Of(name, built) with { IsMeasure = true })
            : Offer.Missing(name, "not built");
    }

    /// <summary>Programs that are published already, each called after its folder; the last is the measure.</summary>
    public static IReadOnlyList<Offer> Published(IReadOnlyList<string> folders) =>
        [.. folders.Select((folder, at) => Offer.Of(Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), Path.GetFullPath(folder)) with { IsMeasure = at == folders.Count - 1 }))];

    private static Contestant Of(string name, string folder) => new(name, Path.Combine(folder, Name), [], folder, Deployed.ZipBytes(folder))
    {
        Settings = FunctionVariables.Runtime,
        Authorities = Directory.EnumerateFiles(folder, "*.pem").FirstOrDefault(),
    };
}
