using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Http.Turnstile;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Logs;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Http.Tests.Turnstile;

public sealed class TurnstileCheckTests : HumanCheckContract, IAsyncLifetime
{
    private static readonly int[] Statuses = [200, 200, 400, 404, 500];

    private readonly FakeTimeProvider _time = new(HttpApp.Start);
    private readonly LogLines<AskTurnstile> _log = new();
    private FakeTurnstile? _cloudflare;
    private AskTurnstile? _ask;

    protected override IHumanCheck Check => new TurnstileCheck(_ask ?? throw new InvalidOperationException("It is not started."));

    protected override CaptchaGate Gate => new(() => [Check], new MemoryLimits(_time), _time, NullLogger<CaptchaGate>.Instance);

    protected override string Field => "cf-turnstile-response";

    private FakeTurnstile Cloudflare => _cloudflare ?? throw new InvalidOperationException("It is not started.");

    public async ValueTask InitializeAsync()
    {
        _cloudflare = await FakeTurnstile.StartAsync();
        Use(FakeTurnstile.Secret);
    }

    public async ValueTask DisposeAsync()
    {
        _ask?.Dispose();
        await Cloudflare.DisposeAsync();
    }

    [Fact]
    public async Task Cloudflare_is_told_the_secret_the_token_and_the_client()
    {
        var token = await ProveAsync();

        await JudgeAsync(token);

        var asked = Assert.Single(Cloudflare.Asked);
        Assert.Equal((FakeTurnstile.Secret, token, "192.0.2.1"), (asked["secret"].ToString(), asked["response"].ToString(), asked["remoteip"].ToString()));
    }

    [Fact]
    public async Task Of_an_IPv6_client_whose_network_alone_is_known_nothing_is_told()
    {
        await Check.JudgeAsync(SampleMail.Form(), Of(await ProveAsync()) with { ClientAddress = "2001:db8::/64" }, Ct);

        Assert.False(Assert.Single(Cloudflare.Asked).ContainsKey("remoteip"));
    }

    [Fact]
    public async Task Neither_a_missing_token_nor_one_that_no_widget_writes_is_asked_about()
    {
        await JudgeAsync(null);
        await JudgeAsync("tok\0en");
        await JudgeAsync("tökén");
        await JudgeAsync(new string('a', TurnstileCheck.LongestToken + 1));

        Assert.Empty(Cloudflare.Asked);
    }

    [Theory]
    [InlineData("\"hostname\":\"www.example.com\"", true)]
    [InlineData("\"hostname\":\"127.0.0.1\"", true)]
    [InlineData("\"hostname\":\"\"", true)]
    [InlineData("\"cdata\":\"\"", true)]
    [InlineData("\"hostname\":\"www.example.com\",\"action\":\"contact\"", true)]
    [InlineData("\"hostname\":\"www.example.com\",\"action\":\"login\"", false)]
    [InlineData("\"hostname\":\"evil.example\"", false)]
    [InlineData("\"hostname\":\"example.com\"", false)]
    [InlineData("\"hostname\":\"example.com\",\"metadata\":{\"result_with_testing_key\":true}", true)]
    public async Task The_check_must_have_been_done_on_a_page_of_the_form_and_for_it(string told, bool passes)
    {
        Cloudflare.Told = told;

        var verdict = await JudgeAsync(await ProveAsync());

        Assert.Equal(passes, verdict is HumanVerdict.Passed);
        if (!passes)
            Assert.Equal(RefusalReason.CaptchaWrong, Reason(verdict));
    }

    [Fact]
    public async Task A_secret_that_Cloudflare_does_not_know_lets_nobody_in()
    {
        Use("another");

        Assert.Equal(RefusalReason.CaptchaNotSetUp, Reason(await JudgeAsync(await ProveAsync())));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, "{\"success\":true}")]
    [InlineData(429, "{\"success\":true}")]
    [InlineData(302, "")]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, "{\"success\":\"yes\"}")]
    [InlineData(200, "{\"success\":false,\"error-codes\":[\"internal-error\"]}")]
    public async Task No_verdict_keeps_the_submission_and_lets_nobody_in(int status, string text)
    {
        Cloudflare.Answer(status, text);

        Assert.Equal("captcha-unavailable", Assert.IsType<HumanVerdict.Doubtful>(await JudgeAsync(await ProveAsync())).Remark);
    }

    [Theory]
    [InlineData("{\"success\":false}")]
    [InlineData("{\"success\":false,\"error-codes\":[\"bad-request\"]}")]
    [InlineData("{\"success\":false,\"error-codes\":[\"something-new\"]}")]
    public async Task What_is_not_good_is_wrong(string text)
    {
        Cloudflare.Answer(400, text);

        Assert.Equal(RefusalReason.CaptchaWrong, Reason(await JudgeAsync(await ProveAsync())));
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_none()
    {
        Cloudflare.Answer(200, $"{{\"success\":true,\"cdata\":\"{new string('x', 100_000)}\"}}");

        Assert.IsType<HumanVerdict.Doubtful>(await JudgeAsync(await ProveAsync()));
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_gave_no_verdict()
    {
        var asked = new TaskCompletionSource();
        Cloudflare.Instead = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var verdict = JudgeAsync(await ProveAsync());
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<HumanVerdict.Doubtful>(await verdict);
        Assert.Contains("no answer in time", Assert.Single(_log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_there_gave_no_verdict()
    {
        var token = await ProveAsync();
        await Cloudflare.DisposeAsync();

        Assert.IsType<HumanVerdict.Doubtful>(await JudgeAsync(token));
        Assert.DoesNotContain(token, Assert.Single(_log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_whose_time_is_over_ends_the_question()
    {
        using var over = new CancellationTokenSource();
        Cloudflare.Instead = async context =>
        {
            await over.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var submission = Of(await ProveAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Check.JudgeAsync(SampleMail.Form(), submission, over.Token));
    }

    [Fact]
    public async Task Only_the_authorities_of_its_file_are_trusted_where_there_is_one()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Certificate(key);
        await using var secured = await FakeTurnstile.StartAsync(certificate);
        var token = secured.Give();
        var file = Path.GetTempFileName();
        try
        {
            Use(FakeTurnstile.Secret, secured.Address);
            Assert.IsType<HumanVerdict.Doubtful>(await JudgeAsync(token));

            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), Ct);
            Use(FakeTurnstile.Secret, secured.Address, file);
            Assert.IsType<HumanVerdict.Passed>(await JudgeAsync(token));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Settings_do_not_print_the_secret() =>
        Assert.DoesNotContain(FakeTurnstile.Secret, new TurnstileSettings(FakeTurnstile.Secret).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task No_answer_breaks_it()
    {
        var answers = Gen.OneOf(
            Gen.String[0, 200],
            Gen.String[Gen.Char["{}[]\":,truefalsnp0 -"], 0, 40],
            Gen.String[0, 40].Select(text => $$"""{"success":true,"hostname":"{{text}}"}"""));
        var token = await ProveAsync();

        await Gen.Select(answers, Gen.Int[0, 4].Select(at => Statuses[at])).SampleAsync(
            async (text, status) =>
            {
                Cloudflare.Answer(status, text);
                Assert.NotNull(await JudgeAsync(token));
            },
            iter: 100,
            threads: 1);
    }

    protected override Task<string> ProveAsync() => Task.FromResult(Cloudflare.Give());

    private void Use(string secret, Uri? address = null, string? authorities = null)
    {
        _ask?.Dispose();
        _ask = new AskTurnstile(new TurnstileSettings(secret) { Address = address ?? Cloudflare.Address, Authorities = authorities }, _time, _log);
    }

    private static X509Certificate2 Certificate(ECDsa key)
    {
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
    }
}
