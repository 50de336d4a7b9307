using System.Text.Json;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd;

public class BrowserTests
{
    [Fact]
    public async Task A_visitor_fills_the_demo_form_and_the_mail_stands_in_the_inbox()
    {
        Chromium.Require();
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("browser/demo-form.mjs", serve.Url)).RootElement;

        Assert.Empty(seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Contains("Thank you", seen.GetProperty("thanks").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ada@example.org", seen.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    /// <summary>With <c>SMAIL_PICTURES=write</c> the pictures go to <c>docs/</c>; look at them before they are committed.</summary>
    [Fact]
    public async Task The_pages_that_visitors_see_can_be_looked_at()
    {
        Chromium.Require();
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);
        var directory = Environment.GetEnvironmentVariable("SMAIL_PICTURES") == "write" ? Path.Combine(TestsDirectory.Repository, "docs") : data.Path;

        var seen = JsonElement.Parse(await NodeScript.RunAsync("browser/pages.mjs", serve.Url, directory));

        Assert.Empty(seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.All(["demo-form", "error-page", "thanks-page", "mail"], name => Assert.InRange(new FileInfo(Path.Combine(directory, $"{name}.png")).Length, 1_000, 200_000));
    }

    [Fact]
    public async Task The_inbox_follows_what_comes_and_goes_and_tells_kindly_what_is_gone()
    {
        Chromium.Require();
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("browser/inbox.mjs", serve.Url)).RootElement;

        Assert.Empty(seen.GetProperty("scriptErrors").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal(0, seen.GetProperty("clearAtFirst").GetInt32());
        Assert.StartsWith("Delete the mail?", seen.GetProperty("question").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("This mail is no longer here", seen.GetProperty("gone").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("This mail is no longer here", seen.GetProperty("late").GetString(), StringComparison.Ordinal);
    }
}
