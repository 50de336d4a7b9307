using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.EndToEnd;

public class ServeOptionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Options_that_are_not_given_leave_a_data_directory_as_it_is()
    {
        using var data = new DataDirectory();
        Assert.Equal((false, "auto"), await AccountAsync(data));
        Assert.Equal((true, "manual"), await AccountAsync(data, "--sandbox", "--verify", "manual"));
        Assert.Equal((true, "manual"), await AccountAsync(data));
        Assert.Equal((false, "auto"), await AccountAsync(data, "--sandbox", "false", "--verify", "auto"));
    }

    [Fact]
    public async Task In_the_sandbox_the_demo_still_works()
    {
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path, "--sandbox", "--verify", "manual");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var form = new FormUrlEncodedContent([new("name", "Ada"), new("email", "ada@example.org"), new("message", "Hello")]);

        Assert.Equal(200, (int)(await client.PostAsync($"{serve.Url}/f/demo", form, Ct)).StatusCode);

        await Eventually.GetAsync(async () => await InboxTags.ReadAsync(serve.Url) is [var mail] ? mail : null, TimeSpan.FromSeconds(30), () => $"No mail came: {serve.Log}");
    }

    [Fact]
    public async Task In_the_sandbox_a_form_whose_recipient_is_not_verified_takes_nothing()
    {
        using var data = new DataDirectory();
        await using (var stores = new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(data.Path).BuildServiceProvider())
        {
            await stores.GetRequiredService<IFormStore>().TryApplyAsync(
                [
                    new Form
                    {
                        Name = FormName.Parse("stranger"),
                        To = [EmailAddress.Parse("stranger@example.org")],
                        From = Mailbox.Parse("demo@serverlessmail.example"),
                        Origins = [Form.Self],
                    },
                ],
                Ct);
        }

        await using var serve = await SmailProcess.ServeAsync(data.Path, "--sandbox");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var form = new FormUrlEncodedContent([new("email", "ada@example.org"), new("message", "Hello")]);

        var answer = await client.PostAsync($"{serve.Url}/f/stranger", form, Ct);

        Assert.Equal(503, (int)answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("This form cannot send at the moment.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("andbox", body, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger@", body, StringComparison.Ordinal);
    }

    private static async Task<(bool Sandbox, string? Verify)> AccountAsync(DataDirectory data, params string[] options)
    {
        await using var serve = await SmailProcess.ServeAsync(data.Path, options);
        using var client = new HttpClient();
        using var account = JsonDocument.Parse(await client.GetStringAsync($"{serve.Url}/inbox/api/account", Ct));
        return (account.RootElement.GetProperty("sandbox").GetBoolean(), account.RootElement.GetProperty("verify").GetString());
    }
}
