using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>ALTCHA's own widget and its own library, unmodified, against the running product.</summary>
public class AltchaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_has_the_widget_do_its_work_and_the_mail_arrives_and_neither_a_used_nor_an_old_proof_is_taken()
    {
        Chromium.Require();
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("browser/altcha.mjs", serve.Url, await ExpiredAsync(data.Path))).RootElement;

        Assert.Empty(seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal("Thank you", seen.GetProperty("thanks").GetString());
        var answers = seen.GetProperty("answers");
        Told(answers.GetProperty("again"), 422, "used already");
        Told(answers.GetProperty("expired"), 422, "has expired");
        Told(answers.GetProperty("page"), 422, "used already");
    }

    [Fact]
    public async Task Without_scripts_the_page_and_the_answer_say_what_to_do()
    {
        Chromium.Require();
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("browser/altcha.mjs", serve.Url, "none")).RootElement;

        Assert.Contains("needs JavaScript", seen.GetProperty("told").GetString(), StringComparison.Ordinal);
        Assert.Equal("Please check the form", seen.GetProperty("refused").GetProperty("heading").GetString());
        Assert.Contains("needs JavaScript", seen.GetProperty("refused").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_library_checks_and_solves_what_the_service_signs_and_spoilt_solutions_are_refused()
    {
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);
        await using var stores = Stores(data.Path);
        var forms = stores.GetRequiredService<IFormStore>();
        var guarded = await forms.FindAsync(FormName.Parse("guarded"), Ct) ?? throw new InvalidOperationException("The guarded form is gone.");
        await forms.TryApplyAsync([guarded with { Limits = null }, SampleMail.Form("other") with { Captcha = Captcha.Altcha }], Ct);

        var seen = JsonDocument.Parse(await NodeScript.RunAsync("clients/altcha.mjs", serve.Url, "guarded", "other", await KeyAsync(stores))).RootElement;

        var library = seen.GetProperty("library");
        Assert.True(library.GetProperty("verifies").GetBoolean());
        Assert.False(library.GetProperty("verifiesWithAnotherKey").GetBoolean());
        Assert.Equal("guarded", library.GetProperty("params").GetProperty("form").GetString());
        var service = seen.GetProperty("service");
        Told(service.GetProperty("none"), 422, "JavaScript");
        string[] spoilt = ["truncated", "otherNumber", "movedDigit", "laterExpiry", "forged", "otherAlgorithm", "otherForm"];
        Assert.All(spoilt, how => Told(service.GetProperty(how), 422, "could not be confirmed"));
        Assert.Equal(200, service.GetProperty("good").GetProperty("status").GetInt32());
        Told(service.GetProperty("again"), 422, "used already");
        Told(service.GetProperty("againReordered"), 422, "used already");
    }

    [Fact]
    public async Task The_widget_that_is_served_is_the_one_of_the_package()
    {
        var package = Path.Combine(TestsDirectory.Path, "node_modules", "altcha");
        Assert.SkipUnless(Directory.Exists(package), "The packages of tests/package.json are not installed: run 'npm ci' in tests/.");
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);
        using var client = new HttpClient { BaseAddress = new Uri(serve.Url) };

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(package, "dist", "external", "altcha.min.js"), Ct), await BytesAsync(client, "/altcha/altcha.js"));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(package, "dist", "workers", "sha.js"), Ct), await BytesAsync(client, "/altcha/sha.js"));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(package, "LICENSE.txt"), Ct), await BytesAsync(client, "/altcha/LICENSE.txt"));
        var style = await File.ReadAllTextAsync(Path.Combine(package, "dist", "external", "altcha.css"), Ct);
        Assert.Contains(style.Trim(), await client.GetStringAsync(new Uri("/", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BytesAsync(HttpClient client, string path) => await client.GetByteArrayAsync(new Uri(path, UriKind.Relative), Ct);

    private static void Told(JsonElement answer, int status, string words)
    {
        Assert.Equal(status, answer.GetProperty("status").GetInt32());
        var told = answer.TryGetProperty("error", out var error) ? error.GetString() : answer.GetProperty("text").GetString();
        Assert.Contains(words, told, StringComparison.Ordinal);
    }

    /// <summary>The solution of a challenge that this very service set an hour ago.</summary>
    private static async Task<string> ExpiredAsync(string data)
    {
        await using var stores = Stores(data);
        var then = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        return AltchaWork.Solve(await new IssueAltcha(stores.GetRequiredService<ISecretStore>(), then).IssueAsync(FormName.Parse("guarded"), Ct));
    }

    /// <summary>The service's key as the library takes it: as text.</summary>
    private static async Task<string> KeyAsync(ServiceProvider stores) =>
        Convert.ToHexStringLower((await stores.GetRequiredService<ISecretStore>().GetOrCreateAsync(AltchaCheck.Purpose, Ct)).Span);

    private static ServiceProvider Stores(string data) => new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(data).BuildServiceProvider();
}
