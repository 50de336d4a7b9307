using System.ComponentModel;
using System.Diagnostics;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>What <c>sam build</c> runs: <c>make build-FUNCTION</c> from anywhere, with <c>ARTIFACTS_DIR</c> set.</summary>
public sealed class MakefileTests : IDisposable
{
    private static readonly string Makefile = Path.Combine(TestsDirectory.Repository, "src", "ServerlessMail.Lambda", "Makefile");

    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("smail-make-");

    public static TheoryData<string> Functions => [.. SamTemplate.Functions.Values];

    public void Dispose() => _elsewhere.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Each_function_has_a_target_that_hands_over_what_was_built(string function)
    {
        var built = _elsewhere.CreateSubdirectory("built with a space");
        await File.WriteAllTextAsync(Path.Combine(built.FullName, "bootstrap"), "program", TestContext.Current.CancellationToken);
        var artifacts = Path.Combine(_elsewhere.FullName, "artifacts");

        var (code, text) = await MakeAsync($"build-{function}", ("ARTIFACTS_DIR", artifacts), ("SMAIL_PREBUILT", built.FullName));

        Assert.True(code == 0, text);
        Assert.Equal("program", await File.ReadAllTextAsync(Path.Combine(artifacts, "bootstrap"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_sam_it_says_what_is_missing()
    {
        var (code, text) = await MakeAsync("build-ApiFunction");

        Assert.NotEqual(0, code);
        Assert.Contains("ARTIFACTS_DIR is not set", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_it_does_not_know_is_refused()
    {
        var (code, text) = await MakeAsync("build-ApiFunction", ("ARTIFACTS_DIR", _elsewhere.FullName), ("SMAIL_BUILD", "nativ"));

        Assert.NotEqual(0, code);
        Assert.Contains("'nativ'", text, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Text)> MakeAsync(string target, params (string Name, string Value)[] variables)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("make", ["--makefile", Makefile, target])
        {
            WorkingDirectory = _elsewhere.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("ARTIFACTS_DIR");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var make = new Process { StartInfo = start };
        try
        {
            make.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("make is not installed.");
        }

        var (said, failed) = (make.StandardOutput.ReadToEndAsync(ct), make.StandardError.ReadToEndAsync(ct));
        await make.WaitForExitAsync(ct);
        return (make.ExitCode, await said + await failed);
    }
}
