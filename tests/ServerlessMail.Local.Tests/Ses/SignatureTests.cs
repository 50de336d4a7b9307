namespace ServerlessMail.Local.Tests.Ses;

public class SignatureTests
{
    private const string Account = "/v2/email/account";

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_signed_request_is_answered()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal(200, (int)(await service.SesAsync(HttpMethod.Get, Account)).StatusCode);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused()
    {
        await using var service = await LocalService.StartAsync();

        var answer = await service.Client.GetAsync(Account, TestContext.Current.CancellationToken);

        Assert.Equal((403, "MissingAuthenticationTokenException"), Shape(await answer.ErrorAsync()));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal((403, "InvalidSignatureException"), Shape(await (await service.SesAsync(HttpMethod.Get, Account, secret: "wrong")).ErrorAsync()));
    }

    [Fact]
    public async Task An_unknown_key_is_refused()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal((403, "UnrecognizedClientException"), Shape(await (await service.SesAsync(HttpMethod.Get, Account, accessKey: "AKIAOTHER")).ErrorAsync()));
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task A_signature_of_another_time_is_refused(int minutes)
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal((403, "InvalidSignatureException"), Shape(await (await service.SesAsync(HttpMethod.Get, Account, at: Now.AddMinutes(minutes))).ErrorAsync()));
    }

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_is_refused()
    {
        await using var service = await Mails.ServiceAsync();

        var answer = await service.SesAsync(HttpMethod.Post, Mails.Path, Mails.Simple().ToJsonString(), then: request =>
            request.Content = new StringContent(Mails.Simple().ToJsonString().Replace("owner@", "other@", StringComparison.Ordinal)));

        Assert.Equal((403, "InvalidSignatureException"), Shape(await answer.ErrorAsync()));
    }

    [Fact]
    public async Task A_header_of_amazons_that_the_signature_does_not_cover_is_refused()
    {
        await using var service = await LocalService.StartAsync();

        var answer = await service.SesAsync(HttpMethod.Get, Account, then: request => request.Headers.Add("x-amz-extra", "1"));

        Assert.Equal((403, "InvalidSignatureException"), Shape(await answer.ErrorAsync()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x")]
    [InlineData("AWS4-HMAC-SHA256 Signature=x")]
    public async Task A_header_that_is_none_is_refused(string header)
    {
        await using var service = await LocalService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Account);
        request.Headers.TryAddWithoutValidation("Authorization", header);

        var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)answer.StatusCode);
    }

    private static (int, string?) Shape((int Status, string? Type, string Message) error) => (error.Status, error.Type);
}
