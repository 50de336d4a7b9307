using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessMail.Testing.Native;

namespace ServerlessMail.Lambda.Tests.Native;

public sealed partial class NativeProgramTests
{
    /// <summary>Amazon Linux 2023's.</summary>
    private static readonly Version LambdasLibc = new(2, 34);

    private const long MostBytes = 8_000_000;

    [Fact]
    public async Task It_asks_for_no_symbol_that_Amazon_Linux_2023_lacks()
    {
        var program = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(NativeProgram.Path, TestContext.Current.CancellationToken));
        var asked = Symbol().Matches(program).Select(match => Version.Parse(match.Groups["version"].Value)).ToList();
        Assert.NotEmpty(asked);
        Assert.True(asked.Max() <= LambdasLibc, $"glibc {asked.Max()} is asked for, {LambdasLibc} is there.");
    }

    [Fact]
    public async Task It_is_at_most_8_MB_zipped()
    {
        using var zipped = new MemoryStream();
        await using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in (string[])["bootstrap", "amazon-roots.pem"])
                await zip.CreateEntryFromFileAsync(Path.Combine(NativeProgram.Directory, file), file, CompressionLevel.SmallestSize, TestContext.Current.CancellationToken);
        }

        Assert.InRange(zipped.Length, 1024 * 1024, MostBytes);
    }

    [Fact]
    public async Task Without_its_environment_it_names_what_is_missing_and_ends()
    {
        var start = new ProcessStartInfo(NativeProgram.Path) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var lines = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        var line = JsonDocument.Parse(lines.Split('\n')[0]).RootElement;
        Assert.Equal("FATAL", line.GetProperty("level").GetString());
        Assert.Contains("SMAIL_FUNCTION", line.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("SMAIL_TABLE", line.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bGLIBC_(?<version>\d+\.\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Symbol();
}
