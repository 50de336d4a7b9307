using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Benchmarks.ColdStart.Contestants;

/// <summary>The job in Python, where its AWS SDK is installed, compiled beforehand. Lambda's runtime brings the SDK: it is not deployed.</summary>
internal static class PythonPeer
{
    private const string Name = "Python 3, boto3";

    private const string Facts = "import sys, boto3; print(sys.version.split()[0], boto3.__version__, sys.executable)";

    public static async Task<Offer> CompileAsync(string folder, CancellationToken ct)
    {
        var found = await ToolRun.RunAsync(folder, "python3", ["-c", Facts], ct);
        if (found.ExitCode != 0 || found.Output.Trim().Split(' ', 3) is not [var version, var sdk, var python])
            return Offer.Missing(Name, found.ExitCode < 0 ? found.Output : "boto3 is not installed");

        var to = Path.Combine(folder, "python");
        Directory.CreateDirectory(to);
        var script = Path.Combine(to, "bootstrap.pyc");
        var source = Path.Combine(TestsDirectory.Path, "ServerlessMail.Benchmarks", "ColdStart", "Peers", "python", "bootstrap.py");
        var compiled = await ToolRun.RunAsync(folder, python, ["-c", "import sys, py_compile; py_compile.compile(sys.argv[1], sys.argv[2], doraise=True)", source, script], ct);
        return compiled.ExitCode == 0
            ? Offer.Of(new Contestant($"Python {version}, boto3 {sdk}", python, [script], to, Deployed.ZipBytes(to)))
            : Offer.Missing(Name, compiled.Reason);
    }
}
