using System.Text.Json;

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
}
