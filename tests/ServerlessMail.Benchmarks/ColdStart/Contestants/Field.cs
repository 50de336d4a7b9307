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
        return
        [
            await publish.BareAsync(ct),
            native,
            await publish.PublishAsync("ours, framework-dependent", "framework", ["SelfContained=false"], ct),
            .. await PeersAsync(folder, mayInstall: true, ct),
            .. await OfficialAsync(publish, ct),
        ];
    }

    /// <summary>AWS's own host: where its packages are not to be had for one flavour, they are not for the others.</summary>
    private static async Task<IReadOnlyList<Offer>> OfficialAsync(Programs publish, CancellationToken ct)
    {
        const string packages = "LambdaPackages=official";
        (string Name, string Key, string[] Properties)[] flavours =
        [
            ("official host, JIT", "official-jit", [packages, "SelfContained=false"]),
            ("official host, ReadyToRun", "official-r2r", [packages, "SelfContained=false", "PublishReadyToRun=true"]),
            ("official host, Native AOT", "official-aot", [packages, "PublishAot=true"]),
        ];
        List<Offer> offers = [];
        foreach (var (name, key, properties) in flavours)
        {
            offers.Add(offers is [{ Contestant: null } first, ..]
                ? Offer.Missing(name, first.WhyNot)
                : await publish.PublishAsync(name, key, properties, ct));
        }

        return offers;
    }

    private static async Task<IReadOnlyList<Offer>> PeersAsync(string folder, bool mayInstall, CancellationToken ct) =>
        [await NodePeer.BundleAsync(folder, mayInstall, ct), await PythonPeer.CompileAsync(folder, ct)];
}
