using System.ComponentModel;
using System.Diagnostics;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>cfn-lint, which also runs SAM's own transformation.</summary>
public sealed class LintTests
{
    [Fact]
    public async Task Cfn_lint_finds_nothing()
    {
        await SkipWhereAbsentAsync();

        var (code, text) = await RunAsync(SamTemplate.Path);

        Assert.True(code == 0, text);
    }

    /// <summary>A shim of a version manager may be there without the program behind it.</summary>
    private static async Task SkipWhereAbsentAsync()
    {
        try
        {
            var (code, text) = await RunAsync("--version");
            Assert.SkipUnless(code == 0 && text.StartsWith("cfn-lint ", StringComparison.Ordinal), "cfn-lint is not installed: pip install cfn-lint.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("cfn-lint is not installed: pip install cfn-lint.");
        }
    }

    private static async Task<(int Code, string Text)> RunAsync(string argument)
    {
        var ct = TestContext.Current.CancellationToken;
        using var lint = new Process
        {
            StartInfo = new ProcessStartInfo("cfn-lint", [argument]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        lint.Start();
        var (found, failed) = (lint.StandardOutput.ReadToEndAsync(ct), lint.StandardError.ReadToEndAsync(ct));
        await lint.WaitForExitAsync(ct);
        return (lint.ExitCode, await found + await failed);
    }
}
