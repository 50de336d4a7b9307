using System.Net;
using System.Text.RegularExpressions;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>docs/migrating.md, carried out: its definition applied, each form posted as a browser posts it.</summary>
public sealed partial class MigratingTests
{
    private const string Service = "https://forms.example.com";
    private const string Site = "https://www.example.com";

    private static readonly string Document = File.ReadAllText(Path.Combine(TestsDirectory.Repository, "docs", "migrating.md"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => ["Formspree", "Netlify", "Web3Forms", "FormSubmit"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_form_moves_in_at_most_five_steps(string service)
    {
        var section = Section().Matches(Document).Single(match => match.Groups["name"].Value == service).Groups["text"].Value;
        var steps = Step().Matches(section).Select(match => match.Groups["text"].Value).ToArray();
        Assert.InRange(steps.Length, 1, 5);

        using var data = new DataDirectory();
        await using var smail = await SmailProcess.ServeAsync(data.Path);
        var file = Path.Combine(data.Path, "forms.yaml");
        await File.WriteAllTextAsync(file, Block("yaml", Document), Ct);
        foreach (var command in steps.Select(step => Command().Match(step)).Where(match => match.Success))
        {
            var arguments = command.Groups["arguments"].Value.Replace("forms.yaml", file, StringComparison.Ordinal).Split(' ');
            var (code, output) = await EndToEnd.Command.RunAsync(SmailProcess.StartInfo([.. arguments, "--data", data.Path]));
            Assert.True(code == 0, output);
        }

        var html = Block("html", section);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.SendAsync(Post(smail.Url, html, trapped: false), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var next = Value(html, "_next") ?? Value(html, "redirect");
        Assert.StartsWith(next ?? "/thanks", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => (await InboxTags.ReadAsync(smail.Url)).Count == 1, TimeSpan.FromSeconds(30), () => smail.Log);
        // Who fills what people do not see gets the same answer, and no mail comes of it.
        using var robot = await client.SendAsync(Post(smail.Url, html, trapped: true), Ct);
        Assert.Equal(HttpStatusCode.SeeOther, robot.StatusCode);
        Assert.Contains("honeypot", (await EndToEnd.Command.RunAsync(SmailProcess.StartInfo(["held", "list", "--data", data.Path]))).Output, StringComparison.Ordinal);
        Assert.Single(await InboxTags.ReadAsync(smail.Url));
    }

    /// <summary>What a browser on the site sends when a visitor has filled in what is seen; a robot fills in the rest, too.</summary>
    private static HttpRequestMessage Post(string url, string html, bool trapped)
    {
        var fields = Input().Matches(html).Select(match => (Name: match.Groups["name"].Value, Tag: match.Value)).Where(field => field.Tag.Contains("name=", StringComparison.Ordinal));
        var sent = new List<KeyValuePair<string, string>>();
        foreach (var (name, tag) in fields)
        {
            if (tag.Contains("type=\"hidden\"", StringComparison.Ordinal))
                sent.Add(new(name, Value(html, name) ?? ""));
            else if (tag.Contains("checkbox", StringComparison.Ordinal) && !trapped)
                continue;
            else if (name is "email")
                sent.Add(new(name, "ada@example.org"));
            else if (name is "message")
                sent.Add(new(name, trapped ? "Buy" : "Hello"));
            else
                sent.Add(new(name, trapped ? "x" : ""));
        }

        var action = Action().Match(html).Groups["url"].Value;
        Assert.StartsWith(Service, action, StringComparison.Ordinal);
        var post = new HttpRequestMessage(HttpMethod.Post, action.Replace(Service, url, StringComparison.Ordinal)) { Content = new FormUrlEncodedContent(sent) };
        post.Headers.Add("Origin", Site);
        post.Headers.Referrer = new Uri(Site);
        post.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return post;
    }

    private static string? Value(string html, string name) =>
        Regex.Match(html, $"name=\"{name}\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking) is { Success: true } match ? match.Groups["value"].Value : null;

    private static string Block(string language, string text) =>
        Regex.Match(text, $"```{language}\n(?<block>[^`]*)```", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking).Groups["block"].Value;

    [GeneratedRegex("## From (?<name>\\w+)\n(?<text>(?:[^#]|#[^#])*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex("^\\d\\. (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();

    [GeneratedRegex("^`smail (?<arguments>[^`]*)`$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Command();

    [GeneratedRegex("<(input|textarea)[^>]*name=\"(?<name>[^\"]+)\"[^>]*>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Input();

    [GeneratedRegex("action=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Action();
}
