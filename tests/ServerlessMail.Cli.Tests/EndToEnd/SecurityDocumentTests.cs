using System.Text.RegularExpressions;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>The threat model names a test for each of its rows, and each is there.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public async Task Every_row_names_tests_and_every_test_is_there()
    {
        var document = await File.ReadAllLinesAsync(Path.Combine(TestsDirectory.Repository, "docs", "security.md"), TestContext.Current.CancellationToken);
        var rows = document.Where(line => line.StartsWith("| **", StringComparison.Ordinal)).ToArray();
        var sources = await Task.WhenAll(Directory.EnumerateFiles(TestsDirectory.Path, "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Select(file => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        var known = sources.SelectMany(source => Method().Matches(source)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(rows.Length >= 10, "The threat model has lost its rows.");
        Assert.All(rows, row =>
        {
            var named = Named().Matches(row.Split('|')[^2]).Select(match => match.Groups["name"].Value).ToArray();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(known));
        });
    }

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex(@"public (async )?(Task|void) (?<name>[A-Za-z0-9_]+)\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Method();
}
