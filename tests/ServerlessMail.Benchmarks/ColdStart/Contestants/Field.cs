namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>Who is measured.</summary>
internal static class Field
{
    /// <summary>What is at hand without publishing anything.</summary>
    public static async Task<IReadOnlyList<Offer>> QuickAsync(string folder, CancellationToken ct) =>
        [Programs.Built("ours, as built"), .. await PeersAsync(folder, mayInstall: false, ct)];

    /// <summary>Everyone, each as it would be deployed.</summary>
    /// <param name="folder">For what is made in this run.</param>
    /// <param name="programs">For the published programs.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyList<Offer>> WholeAsync(string folder, string programs, CancellationToken ct)
    {
        Directory.CreateDirectory(programs);
        var publish = new Programs(Path.GetFullPath(programs));
        var native = await publish.PublishAsync("ours, Native AOT", "aot", ["PublishAot=true"], ct);
        if (native.Contestant is { } measure)
            native = Offer.Of(measure with { IsMeasure = true });
        const string official = "LambdaPackages=official";
        return
        [
            await publish.BareAsync(ct),
            native,
            await publish.PublishAsync("ours, framework-dependent", "framework", ["SelfContained=false"], ct),
            .. await PeersAsync(folder, mayInstall: true, ct),
            await publish.PublishAsync("official host, Native AOT", "official-aot", [official, "PublishAot=true"], ct),
            await publish.PublishAsync("official host, ReadyToRun", "official-r2r", [official, "SelfContained=false", "PublishReadyToRun=true"], ct),
            await publish.PublishAsync("official host, JIT", "official-jit", [official, "SelfContained=false"], ct),
        ];
    }

    private static async Task<IReadOnlyList<Offer>> PeersAsync(string folder, bool mayInstall, CancellationToken ct) =>
        [await NodePeer.BundleAsync(folder, mayInstall, ct), await PythonPeer.CompileAsync(folder, ct)];
}
