using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace ServerlessMail.Local.Tests.Ses.Account;

public class AccountStateTests
{
    private const string Api = "/inbox/api/account";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_begins_out_of_the_sandbox_and_tells_its_limits()
    {
        await using var service = await Mails.ServiceAsync();

        Assert.Equal(
            """{"sandbox":false,"maxSendRate":14,"max24HourSend":50000,"sentLast24Hours":0,"sendingEnabled":true,"enforcement":"HEALTHY","verify":"auto"}""",
            await service.Client.GetStringAsync(Api, Ct));
    }

    [Fact]
    public async Task In_the_sandbox_who_is_not_verified_is_named_sender_and_recipients_alike()
    {
        await using var service = await SandboxAsync();
        var mail = Mails.To("a@example.org", "b@example.com", "success+1@simulator.amazonses.com", "c@example.org", "A@EXAMPLE.ORG");
        mail["FromEmailAddress"] = "forms@example.net";

        Assert.Equal(
            (400, "MessageRejected",
                "Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: forms@example.net, a@example.org, c@example.org"),
            await (await service.SendAsync(mail)).ErrorAsync());
    }

    [Theory]
    [InlineData("owner@example.com")]
    [InlineData("success@simulator.amazonses.com")]
    [InlineData("BOUNCE+label@Simulator.amazonses.com")]
    public async Task In_the_sandbox_verified_recipients_and_the_mailbox_simulator_get_mail(string recipient)
    {
        await using var service = await SandboxAsync();

        Assert.Equal(200, (int)(await service.SendAsync(Mails.To(recipient))).StatusCode);
    }

    [Fact]
    public async Task Bcc_is_checked_too()
    {
        await using var service = await SandboxAsync();
        var mail = Mails.Simple();
        mail["Destination"]!["BccAddresses"] = Mails.To("a@example.org")["Destination"]!["ToAddresses"]!.DeepClone(); // both are in the mail

        Assert.Equal("MessageRejected", (await (await service.SendAsync(mail)).ErrorAsync()).Type);
    }

    [Fact]
    public async Task The_sandbox_has_limits_of_its_own_and_GetAccount_tells_them()
    {
        await using var service = await SandboxAsync();

        var account = await SesAccountAsync(service);

        Assert.False(account.GetProperty("ProductionAccessEnabled").GetBoolean());
        Assert.Equal((1, 200), (account.GetProperty("SendQuota").GetProperty("MaxSendRate").GetDouble(), account.GetProperty("SendQuota").GetProperty("Max24HourSend").GetDouble()));

        var outside = await PatchAsync(service, """{"sandbox":false}""");
        Assert.Equal((14, 50_000), (outside.GetProperty("maxSendRate").GetDouble(), outside.GetProperty("max24HourSend").GetInt64()));
    }

    [Fact]
    public async Task Limits_that_are_given_are_kept_when_the_sandbox_is_named_again()
    {
        await using var service = await SandboxAsync();
        await PatchAsync(service, """{"sandbox":true,"maxSendRate":500,"max24HourSend":-1}""");

        var again = await PatchAsync(service, """{"sandbox":true}""");

        Assert.Equal((500, -1), (again.GetProperty("maxSendRate").GetDouble(), again.GetProperty("max24HourSend").GetInt64()));
    }

    [Fact]
    public async Task Mail_to_the_mailbox_simulator_counts_for_the_rate_and_not_for_the_day()
    {
        await using var service = await SandboxAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));

        await service.SendAsync(Mails.To("success@simulator.amazonses.com"));

        Assert.Equal(0, (await SesAccountAsync(service)).GetProperty("SendQuota").GetProperty("SentLast24Hours").GetDouble());
        Assert.Equal("TooManyRequestsException", (await (await service.SendAsync(Mails.To("success@simulator.amazonses.com"))).ErrorAsync()).Type);
    }

    [Theory]
    [InlineData("PROBATION", 200, null)]
    [InlineData("SHUTDOWN", 400, "AccountSuspendedException")]
    public async Task On_probation_an_account_sends_and_shut_down_it_does_not(string enforcement, int status, string? type)
    {
        await using var service = await Mails.ServiceAsync();

        await PatchAsync(service, $$"""{"enforcement":"{{enforcement}}"}""");

        var answer = await service.SendAsync(Mails.Simple());
        Assert.Equal((status, type), ((int)answer.StatusCode, answer.Headers.TryGetValues("x-amzn-ErrorType", out var named) ? named.Single() : null));
        Assert.Equal(enforcement, (await SesAccountAsync(service)).GetProperty("EnforcementStatus").GetString());
    }

    [Fact]
    public async Task Sending_and_verification_are_switched()
    {
        await using var service = await Mails.ServiceAsync();

        var account = await PatchAsync(service, """{"sendingEnabled":false,"verify":"manual"}""");

        Assert.Equal((false, "manual"), (account.GetProperty("sendingEnabled").GetBoolean(), account.GetProperty("verify").GetString()));
        Assert.Equal("SendingPausedException", (await (await service.SendAsync(Mails.Simple())).ErrorAsync()).Type);
        Assert.Contains("PENDING", await (await service.SesAsync(HttpMethod.Post, "/v2/email/identities", """{"EmailIdentity":"example.net"}""")).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"maxSendrate":1}""")]
    [InlineData("""{"maxSendRate":0}""")]
    [InlineData("""{"maxSendRate":1e9}""")]
    [InlineData("""{"maxSendRate":"many"}""")]
    [InlineData("""{"max24HourSend":-2}""")]
    [InlineData("""{"enforcement":2}""")]
    [InlineData("""{"verify":"never"}""")]
    public async Task What_cannot_be_is_refused_with_a_reason_and_changes_nothing(string body)
    {
        await using var service = await Mails.ServiceAsync();
        var before = await service.Client.GetStringAsync(Api, Ct);

        var answer = await service.Client.PatchAsync(Api, Json(body), Ct);

        Assert.Equal((400, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("detail").GetString() ?? "");
        Assert.Equal(before, await service.Client.GetStringAsync(Api, Ct));
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing()
    {
        await using var service = await Mails.ServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Patch, Api) { Content = Json("""{"sendingEnabled":false}""") };
        request.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(403, (int)(await service.Client.SendAsync(request, Ct)).StatusCode);
    }

    private static async Task<LocalService> SandboxAsync(TimeProvider? time = null)
    {
        var service = await Mails.ServiceAsync(time);
        await PatchAsync(service, """{"sandbox":true}""");
        return service;
    }

    private static async Task<JsonElement> PatchAsync(LocalService service, string change)
    {
        var answer = await service.Client.PatchAsync(Api, Json(change), Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    private static async Task<JsonElement> SesAccountAsync(LocalService service) =>
        JsonDocument.Parse(await (await service.SesAsync(HttpMethod.Get, "/v2/email/account")).Content.ReadAsStringAsync(Ct)).RootElement;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
