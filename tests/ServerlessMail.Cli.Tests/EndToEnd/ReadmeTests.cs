using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>What the README tells a newcomer to type is typed here.</summary>
public partial class ReadmeTests
{
    private const string Url = "http://127.0.0.1:5080";

    private static string Readme => File.ReadAllText(Path.Combine(TestsDirectory.Repository, "README.md"));

    [Fact]
    public async Task The_command_that_serves_serves_and_the_line_that_posts_posts()
    {
        using var data = new DataDirectory();
        var serve = Line("dotnet run --project src/ServerlessMail.Cli -- serve");
        await using var served = await SmailProcess.StartAsync(Shell($"exec {serve} --port 0 --data {data.Path}"));

        var curl = Line("curl ").Replace(Url, served.Url, StringComparison.Ordinal);
        var (code, output) = await Command.RunAsync(Shell(curl.Replace("curl ", "curl -sS ", StringComparison.Ordinal)));

        Assert.True(code == 0, output);
        using var answer = JsonDocument.Parse(output);
        var id = answer.RootElement.GetProperty("id").GetString();
        await Eventually.GetAsync(
            async () => (await InboxTags.ReadAsync(served.Url)).FirstOrDefault(mail => mail.Message == id),
            TimeSpan.FromSeconds(20),
            () => $"{id} did not arrive: {served.Log}");
    }

    [Fact]
    public async Task The_operators_commands_are_command_lines_that_work()
    {
        using var data = new DataDirectory();
        await using var served = await SmailProcess.ServeAsync(data.Path);
        var commands = Lines().Where(line => line.StartsWith("smail ", StringComparison.Ordinal) && !line.Contains("01J…", StringComparison.Ordinal)).ToArray();

        Assert.True(commands.Length >= 4, $"The README has only {commands.Length} of them.");
        foreach (var command in commands)
        {
            var line = command.Split("  #")[0]["smail ".Length..].Trim();
            var (code, output) = await Command.RunAsync(Shell($"dotnet {SmailProcess.Program} {line} --data {data.Path}"));
            Assert.True(code == 0, $"{command}: {output}");
        }
    }

    [Fact]
    public void The_form_is_one_that_the_service_takes()
    {
        var form = Readme[Readme.IndexOf("<form ", StringComparison.Ordinal)..Readme.IndexOf("</form>", StringComparison.Ordinal)];

        Assert.Contains($"action=\"{Url}/f/", form, StringComparison.Ordinal);
        Assert.Equal(["name", "email", "message"], Name().Matches(form).Select(match => match.Groups["in"].Value));
        Assert.True(form.Split('\n').Length <= 3);
    }

    [Fact]
    public void Every_link_into_the_repository_leads_somewhere()
    {
        foreach (Match link in Link().Matches(Readme))
            Assert.True(Path.Exists(Path.Combine(TestsDirectory.Repository, link.Groups["in"].Value)), $"{link.Groups["in"].Value} is not there.");
    }

    private static ProcessStartInfo Shell(string line) => new("sh", ["-c", line])
    {
        WorkingDirectory = TestsDirectory.Repository,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    /// <summary>The command lines of the README's blocks.</summary>
    private static IEnumerable<string> Lines() => Block().Matches(Readme).SelectMany(block => block.Groups["in"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static string Line(string start) => Lines().First(line => line.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex("```sh\n(?<in>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(" name=\"(?<in>[a-z]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\]\((?<in>[^)#:]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
