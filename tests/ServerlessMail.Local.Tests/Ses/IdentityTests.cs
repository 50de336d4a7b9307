using System.Text.Json;
using ServerlessMail.Core.Senders;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Ses.Identities;

namespace ServerlessMail.Local.Tests.Ses;

public class IdentityTests
{
    private const string Identities = "/v2/email/identities";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_identity_is_verified_at_once_and_found()
    {
        await using var service = await LocalService.StartAsync();

        var created = await BodyAsync(await service.SesAsync(HttpMethod.Post, Identities, """{"EmailIdentity":"Forms@Example.com"}"""));
        var found = await BodyAsync(await service.SesAsync(HttpMethod.Get, $"{Identities}/forms%40example.com"));

        Assert.True(created.GetProperty("VerifiedForSendingStatus").GetBoolean());
        Assert.Equal("EMAIL_ADDRESS", created.GetProperty("IdentityType").GetString());
        Assert.Equal("SUCCESS", found.GetProperty("VerificationStatus").GetString());
    }

    [Fact]
    public async Task Where_verification_is_manual_a_new_identity_waits()
    {
        await using var service = await LocalService.StartAsync();
        await service.Get<IdentityTable>().SetVerifyAsync(atOnce: false, Ct);

        var created = await BodyAsync(await service.SesAsync(HttpMethod.Post, Identities, """{"EmailIdentity":"example.com"}"""));

        Assert.False(created.GetProperty("VerifiedForSendingStatus").GetBoolean());
        Assert.Equal(SenderStatus.Pending, await service.Get<ISenderIdentities>().EnsureAsync("example.com", Ct));
    }

    [Fact]
    public async Task One_that_is_there_already_is_an_error_as_with_ses()
    {
        await using var service = await LocalService.StartAsync();
        await service.SesAsync(HttpMethod.Post, Identities, """{"EmailIdentity":"example.com"}""");

        var again = await (await service.SesAsync(HttpMethod.Post, Identities, """{"EmailIdentity":"EXAMPLE.com"}""")).ErrorAsync();

        Assert.Equal((400, "AlreadyExistsException"), (again.Status, again.Type));
    }

    [Fact]
    public async Task Identities_are_listed_and_deleted()
    {
        await using var service = await LocalService.StartAsync();
        await service.SesAsync(HttpMethod.Post, Identities, """{"EmailIdentity":"example.com"}""");

        var listed = await BodyAsync(await service.SesAsync(HttpMethod.Get, Identities));
        Assert.Equal("example.com", listed.GetProperty("EmailIdentities")[0].GetProperty("IdentityName").GetString());
        Assert.Equal(200, (int)(await service.SesAsync(HttpMethod.Delete, $"{Identities}/example.com")).StatusCode);
        Assert.Equal("NotFoundException", (await (await service.SesAsync(HttpMethod.Get, $"{Identities}/example.com")).ErrorAsync()).Type);
        Assert.Equal("NotFoundException", (await (await service.SesAsync(HttpMethod.Delete, $"{Identities}/example.com")).ErrorAsync()).Type);
    }

    [Fact]
    public async Task Identities_are_listed_by_pages()
    {
        await using var service = await LocalService.StartAsync();
        foreach (var name in (string[])["a", "b", "c"])
            await service.SesAsync(HttpMethod.Post, Identities, $$"""{"EmailIdentity":"{{name}}.example"}""");

        var first = await BodyAsync(await service.SesAsync(HttpMethod.Get, $"{Identities}?PageSize=2"));
        var second = await BodyAsync(await service.SesAsync(HttpMethod.Get, $"{Identities}?NextToken={first.GetProperty("NextToken").GetString()}&PageSize=2"));

        Assert.Equal(["a.example", "b.example", "c.example"], Names(first).Concat(Names(second)));
        Assert.False(second.TryGetProperty("NextToken", out _));
        Assert.Equal("BadRequestException", (await (await service.SesAsync(HttpMethod.Get, $"{Identities}?PageSize=0")).ErrorAsync()).Type);

        static IEnumerable<string?> Names(JsonElement page) => page.GetProperty("EmailIdentities").EnumerateArray().Select(item => item.GetProperty("IdentityName").GetString());
    }

    [Fact]
    public async Task A_domain_has_three_tokens_for_its_proof()
    {
        await using var service = await LocalService.StartAsync();

        var created = await BodyAsync(await service.SesAsync(HttpMethod.Post, Identities, """{"EmailIdentity":"example.com"}"""));

        Assert.Equal("DOMAIN", created.GetProperty("IdentityType").GetString());
        Assert.Equal(3, created.GetProperty("DkimAttributes").GetProperty("Tokens").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"EmailIdentity":"nonsense"}""")]
    [InlineData("""{"EmailIdentity":""}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task What_is_no_identity_is_a_bad_request(string body)
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal((400, "BadRequestException"), await (await service.SesAsync(HttpMethod.Post, Identities, body)).ErrorAsync() is var error ? (error.Status, error.Type) : default);
    }

    [Fact]
    public async Task What_the_simulator_does_not_know_it_says()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal("UnknownOperationException", (await (await service.SesAsync(HttpMethod.Get, "/v2/email/dedicated-ips")).ErrorAsync()).Type);
    }

    [Fact]
    public void Sixteen_who_ask_for_the_credentials_at_once_get_the_same()
    {
        for (var round = 0; round < 20; round++)
            AskAtOnce();
    }

    private static void AskAtOnce()
    {
        var directory = Directory.CreateTempSubdirectory("smail-test-").FullName;
        try
        {
            var made = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16).Select(_ => SesSimulatorCredentials.LoadOrCreate(directory)).Distinct().ToArray();

            Assert.Single(made);
            Assert.DoesNotContain(made[0].SecretAccessKey, made[0].ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        Assert.Equal(200, (int)answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }
}
