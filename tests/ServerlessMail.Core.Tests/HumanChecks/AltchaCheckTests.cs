using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.HumanChecks;

public sealed class AltchaCheckTests : HumanCheckContract
{
    private readonly FakeTimeProvider _time = new(Service.Start);
    private readonly MemorySecrets _secrets = new();
    private readonly MemoryLimits _limits;
    private readonly IssueAltcha _issue;

    public AltchaCheckTests()
    {
        _limits = new MemoryLimits(_time);
        _issue = new IssueAltcha(_secrets, _time);
        Check = new AltchaCheck(_secrets, _time);
        Gate = new CaptchaGate(() => [Check], _limits, _time, NullLogger<CaptchaGate>.Instance);
    }

    protected override IHumanCheck Check { get; }

    protected override CaptchaGate Gate { get; }

    protected override string Field => "altcha";

    [Fact]
    public async Task A_proof_is_good_until_it_expires_and_stays_used_as_long()
    {
        var (first, second) = (await ProveAsync(), await ProveAsync());
        _time.Advance(IssueAltcha.GoodFor - TimeSpan.FromSeconds(1));
        Assert.True(await PassesAsync(first));
        Assert.False(await PassesAsync(first));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(RefusalReason.CaptchaExpired, Reason(await JudgeAsync(first)));
        Assert.Equal(RefusalReason.CaptchaExpired, Reason(await JudgeAsync(second)));
    }

    [Fact]
    public async Task A_proof_for_another_form_does_not_pass()
    {
        var other = AltchaWork.Solve(await _issue.IssueAsync(FormName.Parse("contact-2"), Ct));

        Assert.Equal(RefusalReason.CaptchaWrong, Reason(await JudgeAsync(other)));
    }

    [Fact]
    public async Task A_proof_of_another_service_does_not_pass()
    {
        var other = AltchaWork.Solve(await new IssueAltcha(new MemorySecrets(), _time).IssueAsync(SampleMail.Form().Name, Ct));

        Assert.Equal(RefusalReason.CaptchaWrong, Reason(await JudgeAsync(other)));
    }

    [Fact]
    public async Task One_write_is_all_that_a_proof_costs_and_a_bad_one_costs_none()
    {
        var proof = await ProveAsync();
        await JudgeAsync("bad");
        await JudgeAsync(null);
        await JudgeAsync(proof);
        Assert.Equal(0, _limits.Door.Passages);

        await PassesAsync(proof);

        Assert.Equal(1, _limits.Door.Passages);
    }

    [Fact]
    public async Task When_the_table_cannot_be_reached_nobody_passes()
    {
        var proof = await ProveAsync();
        _limits.Door.Shut();

        await Assert.ThrowsAsync<IOException>(() => PassesAsync(proof));
    }

    [Fact]
    public async Task A_challenge_tells_until_when_and_for_which_form_it_is()
    {
        var challenge = await _issue.IssueAsync(SampleMail.Form().Name, Ct);

        var expires = (Service.Start + IssueAltcha.GoodFor).ToUnixTimeSeconds();
        Assert.Matches($@"^[0-9a-f]{{24}}\?expires={expires}&form=contact&$", challenge.Salt);
        Assert.Equal(("SHA-256", 100_000), (challenge.Algorithm, challenge.MaxNumber));
        Assert.Matches("^[0-9a-f]{64}$", challenge.Challenge);
        Assert.Matches("^[0-9a-f]{64}$", challenge.Signature);
        Assert.NotEqual(challenge.Salt, (await _issue.IssueAsync(SampleMail.Form().Name, Ct)).Salt);
    }

    protected override async Task<string> ProveAsync() => AltchaWork.Solve(await _issue.IssueAsync(SampleMail.Form().Name, Ct));
}
