using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every human check must do. Each test has one of its own.</summary>
public abstract class HumanCheckContract
{
    protected abstract IHumanCheck Check { get; }

    /// <summary>The gate that remembers what was used.</summary>
    protected abstract CaptchaGate Gate { get; }

    /// <summary>The field that a proof comes in.</summary>
    protected abstract string Field { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Form Form => SampleMail.Form() with { Captcha = Check.Captcha };

    /// <summary>A fresh proof that a browser got for <see cref="SampleMail.Form"/>.</summary>
    protected abstract Task<string> ProveAsync();

    [Fact]
    public async Task A_good_proof_passes() => Assert.True(await PassesAsync(await ProveAsync()));

    [Fact]
    public async Task A_good_proof_is_good_once()
    {
        var proof = await ProveAsync();
        await PassesAsync(proof);

        Assert.False(await PassesAsync(proof));
        Assert.True(await PassesAsync(await ProveAsync()));
    }

    [Fact]
    public async Task Of_sixteen_who_bring_the_same_proof_one_passes()
    {
        var proof = await ProveAsync();

        var passed = await Race.RunAsync(_ => PassesAsync(proof));

        Assert.Single(passed, passes => passes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_a_proof_it_is_told_what_to_do(string? proof)
    {
        var verdict = await JudgeAsync(proof);

        Assert.Equal(RefusalReason.CaptchaMissing, Reason(verdict));
        Assert.Contains("JavaScript", Assert.IsType<HumanVerdict.Refused>(verdict).Refusal.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_that_is_cut_off_or_changed_does_not_pass()
    {
        var proof = await ProveAsync();
        string[] changed = [proof[..^8], proof[8..], $"{proof}AAAA", proof[..^6] + "AAAAAA", string.Concat(proof.Reverse())];

        foreach (var other in changed)
            Assert.Equal(RefusalReason.CaptchaWrong, Reason(await JudgeAsync(other)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("null")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("\0\ud800\n&secret=")]
    [InlineData("eyJhbGdvcml0aG0iOiJcdWQ4MDAifQ==")]
    public async Task What_is_no_proof_does_not_pass(string text)
    {
        Assert.Equal(RefusalReason.CaptchaWrong, Reason(await JudgeAsync(text)));
        Assert.Equal(RefusalReason.CaptchaWrong, Reason(await JudgeAsync(string.Concat(Enumerable.Repeat(text, 3000)))));
    }

    /// <summary>Judges a proof and uses it up, as a submission does.</summary>
    protected async Task<bool> PassesAsync(string proof)
    {
        var verdict = await JudgeAsync(proof);
        return verdict is HumanVerdict.Passed or HumanVerdict.PassedOnce && await Gate.UseAsync(Form, verdict, Ct) is null;
    }

    protected async Task<HumanVerdict> JudgeAsync(string? proof) => await Check.JudgeAsync(Form, Of(proof), Ct);

    protected static RefusalReason Reason(HumanVerdict verdict) => Assert.IsType<HumanVerdict.Refused>(verdict).Refusal.Reason;

    /// <summary>A submission with a proof, or without one.</summary>
    protected Submission Of(string? proof) => new()
    {
        Form = Form.Name,
        Fields = proof is null ? [] : [new SubmittedField(Field, proof)],
        Origin = "https://www.example.com",
        SelfOrigin = "http://127.0.0.1:5080",
        ClientAddress = "192.0.2.1",
    };
}
