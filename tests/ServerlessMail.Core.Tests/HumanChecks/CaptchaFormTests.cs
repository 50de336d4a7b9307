using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Tests.Forms;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.HumanChecks;

/// <summary>A form with a captcha, from the post to the table.</summary>
public class CaptchaFormTests
{
    private static readonly Form Guarded = TestForms.Contact with { Captcha = Captcha.Altcha, Limits = new FormLimits(new Allowance(5, AllowancePeriod.Minute), null) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_with_its_proof_is_taken_and_the_proof_is_no_part_of_the_mail()
    {
        var service = await Service.OpenAsync(Guarded);

        await service.AcceptAsync(TestForms.Good(("altcha", await ProofAsync(service))));

        var draft = (await service.Store.Messages.FindAsync(service.Message.Id, Ct))?.Draft;
        Assert.DoesNotContain("altcha", Assert.IsType<Core.Mail.MailDraft>(draft).Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task Without_its_proof_it_is_refused_and_recorded()
    {
        var service = await Service.OpenAsync(Guarded);

        Assert.Equal(RefusalReason.CaptchaMissing, await RefusedAsync(service, TestForms.Good()));

        Assert.Equal("captcha-missing", Assert.Single(await service.Store.Refusals.ReadAsync("contact", Service.Start, Ct)).Reason);
        Assert.Empty(service.Store.Messages.All);
    }

    [Fact]
    public async Task What_is_refused_for_something_else_does_not_use_its_proof_up()
    {
        var service = await Service.OpenAsync(Guarded with { Limits = new FormLimits(new Allowance(1, AllowancePeriod.Minute), null) });
        await service.AcceptAsync(TestForms.Good(("altcha", await ProofAsync(service))));
        var proof = ("altcha", await ProofAsync(service));

        Assert.Equal(RefusalReason.Invalid, await RefusedAsync(service, TestForms.Post(("name", "Ada"), proof)));
        Assert.Equal(RefusalReason.ForeignOrigin, await RefusedAsync(service, TestForms.Good(proof) with { Origin = "https://evil.example" }));
        Assert.Equal(RefusalReason.RateLimited, await RefusedAsync(service, TestForms.Good(("more", "else"), proof)));
        service.Time.Advance(TimeSpan.FromMinutes(2));
        await service.AcceptAsync(TestForms.Good(proof));

        service.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(RefusalReason.CaptchaUsed, await RefusedAsync(service, TestForms.Good(proof)));
    }

    [Fact]
    public async Task A_form_that_is_full_keeps_no_proof_and_who_has_none_does_not_fill_it()
    {
        var service = await Service.OpenAsync(Guarded with { Limits = new FormLimits(null, new Allowance(1, AllowancePeriod.Minute)) });
        Assert.Equal(RefusalReason.CaptchaMissing, await RefusedAsync(service, TestForms.Good()));
        await service.AcceptAsync(TestForms.Good(("altcha", await ProofAsync(service))));
        var proof = ("altcha", await ProofAsync(service));

        Assert.Equal(RefusalReason.RateLimited, await RefusedAsync(service, TestForms.Good(("more", "else"), proof)));
        service.Time.Advance(TimeSpan.FromMinutes(1));
        await service.AcceptAsync(TestForms.Good(("more", "else"), proof));
    }

    [Fact]
    public async Task The_same_submission_again_is_answered_with_the_first_id_whatever_its_proof()
    {
        var service = await Service.OpenAsync(Guarded);
        var submission = TestForms.Good(("altcha", await ProofAsync(service)));
        var first = await service.AcceptAsync(submission);

        Assert.Equal(first, await service.AcceptAsync(submission));
        Assert.Equal(first, await service.AcceptAsync(TestForms.Good(("altcha", await ProofAsync(service)))));
        Assert.Single(service.Store.Messages.All);
    }

    [Fact]
    public async Task Who_was_refused_for_the_proof_and_does_the_check_again_is_taken()
    {
        var service = await Service.OpenAsync(Guarded);
        Assert.Equal(RefusalReason.CaptchaMissing, await RefusedAsync(service, TestForms.Good()));

        await service.AcceptAsync(TestForms.Good(("altcha", await ProofAsync(service))));

        Assert.Single(service.Store.Messages.All);
    }

    [Fact]
    public async Task A_proof_costs_one_write_more_than_none()
    {
        var plain = await Service.OpenAsync(Guarded with { Captcha = Captcha.None });
        await plain.AcceptAsync();
        var guarded = await Service.OpenAsync(Guarded);
        var proof = await ProofAsync(guarded);
        var (counted, keys) = (guarded.Store.Limits.Door.Passages, guarded.Store.Secrets.Door.Passages);

        await guarded.AcceptAsync(TestForms.Good(("altcha", proof)));

        Assert.Equal(plain.Store.Limits.Door.Passages + 1, guarded.Store.Limits.Door.Passages - counted);
        Assert.Equal(plain.Store.Messages.Door.Passages, guarded.Store.Messages.Door.Passages);
        Assert.Equal(plain.Store.Secrets.Door.Passages + 1, guarded.Store.Secrets.Door.Passages - keys);
    }

    [Fact]
    public async Task A_form_without_a_captcha_takes_no_notice_of_a_proof()
    {
        var service = await Service.OpenAsync(Guarded with { Captcha = Captcha.None });

        await service.AcceptAsync(TestForms.Good(("altcha", "nonsense")));
    }

    [Fact]
    public async Task A_captcha_that_nobody_set_up_lets_nobody_in_and_operators_read_what_to_do()
    {
        var service = await Service.OpenAsync(Guarded with { Captcha = Captcha.Turnstile });

        var refused = Assert.IsType<SubmitOutcome.Refused>(await service.Submit.SubmitAsync(TestForms.Good(("cf-turnstile-response", "token")), Ct));
        await service.Submit.SubmitAsync(TestForms.Good(("cf-turnstile-response", "token")), Ct);

        Assert.Equal((RefusalReason.CaptchaNotSetUp, FaultCode.Inactive), (refused.Reason, refused.Faults[0].Code));
        Assert.NotNull(refused.RetryAfter);
        Assert.Contains("SMAIL_TURNSTILE_SECRET", Assert.Single(service.CaptchaLog.All), StringComparison.Ordinal);
        Assert.Empty(service.Store.Messages.All);
    }

    [Fact]
    public async Task A_paused_service_holds_what_came_with_its_proof()
    {
        var service = await Service.OpenAsync(Guarded);
        await service.PauseAsync();

        await service.AcceptAsync(TestForms.Good(("altcha", await ProofAsync(service))));

        Assert.Equal(["Accepted", "Held:pause"], service.Trail);
    }

    [Fact]
    public async Task Without_a_verdict_it_is_answered_as_success_held_and_sent_when_an_operator_releases_it()
    {
        var service = await Service.OpenAsync(Guarded with { Captcha = Captcha.Turnstile }, new SilentCheck());

        var id = await service.AcceptAsync();
        await service.SweepAsync(TimeSpan.FromDays(1));
        await service.DrainAsync();
        Assert.Empty(service.Transport.Calls);
        Assert.Equal((MessageStatus.Held, HoldReason.Spam), (service.Message.Status, service.Message.Hold));

        Assert.IsType<HeldDecision.Released>(await service.Decide.ReleaseAsync(id, evenTwice: false, Ct));
        await service.DrainAsync();

        Assert.Single(service.Transport.Calls);
        Assert.Equal(["Accepted", "Held:captcha-unavailable", "Queued:operator-released", "Claimed", "Sent"], service.Trail);
    }

    [Fact]
    public async Task What_looks_like_spam_besides_is_held_for_that()
    {
        var service = await Service.OpenAsync(Guarded with { Captcha = Captcha.Turnstile }, new SilentCheck());

        await service.AcceptAsync(TestForms.Good(("company", "Spam Ltd")));

        Assert.StartsWith("Held:honeypot", service.Trail[^1], StringComparison.Ordinal);
    }

    /// <summary>Whoever it asks does not answer.</summary>
    private sealed class SilentCheck : IHumanCheck
    {
        public Captcha Captcha => Captcha.Turnstile;

        public Task<HumanVerdict> JudgeAsync(Form form, Submission submission, CancellationToken ct) => Task.FromResult<HumanVerdict>(new HumanVerdict.Doubtful("captcha-unavailable"));
    }

    private static async Task<string> ProofAsync(Service service) =>
        AltchaWork.Solve(await new IssueAltcha(service.Store.Secrets, service.Time).IssueAsync(TestForms.Contact.Name, Ct));

    private static async Task<RefusalReason> RefusedAsync(Service service, Submission submission) =>
        Assert.IsType<SubmitOutcome.Refused>(await service.Submit.SubmitAsync(submission, Ct)).Reason;
}
