using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Tests.Forms;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.Account;

public class RefreshAccountTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task What_ses_allows_is_in_force_after_one_look_and_the_same_look_changes_nothing()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { MaxSendRate = 20, Max24HourSend = 1000 };

        Assert.True(await service.RefreshAsync());
        var limits = (await service.Store.Control.ReadAsync(Ct)).Limits;
        Assert.True(await service.RefreshAsync(RefreshAccount.Every));

        Assert.Equal((20, 1000L, 0.5), (limits.Rate, limits.Quota, limits.BulkShare));
        Assert.Equal(limits, (await service.Store.Control.ReadAsync(Ct)).Limits);
    }

    [Fact]
    public async Task Ses_is_asked_once_a_minute_at_most()
    {
        var service = await Service.OpenAsync();
        await service.RefreshAsync();
        var asked = service.Store.Account.Door.Passages;

        await service.RefreshAsync(RefreshAccount.Every - TimeSpan.FromSeconds(1));
        Assert.Equal(asked, service.Store.Account.Door.Passages);

        await service.RefreshAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(asked + 1, service.Store.Account.Door.Passages);
    }

    [Fact]
    public async Task What_others_of_the_account_send_is_taken_off_the_quota()
    {
        var service = await Service.OpenAsync();
        await service.Store.Control.TakeGrantAsync(GrantRequest.OfOne(Lane.Urgent, 3), service.Time.GetUtcNow(), Ct);
        service.Store.Account.State = service.Store.Account.State with { Max24HourSend = 1000, SentLast24Hours = 103 };

        await service.RefreshAsync();

        Assert.Equal(900, (await service.Store.Control.ReadAsync(Ct)).Limits.Quota);
    }

    [Fact]
    public async Task An_account_without_a_daily_limit_has_none_here()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { Max24HourSend = null, SentLast24Hours = 7 };

        await service.RefreshAsync();

        Assert.Null((await service.Store.Control.ReadAsync(Ct)).Limits.Quota);
    }

    [Fact]
    public async Task Probation_halves_the_rate_of_bulk_mail_until_it_is_over()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { Enforcement = Enforcement.Probation };
        await service.RefreshAsync();
        Assert.Equal(0.25, (await service.Store.Control.ReadAsync(Ct)).Limits.BulkShare);

        service.Store.Account.State = service.Store.Account.State with { Enforcement = Enforcement.Healthy };
        await service.RefreshAsync(RefreshAccount.Every);
        Assert.Equal(0.5, (await service.Store.Control.ReadAsync(Ct)).Limits.BulkShare);
    }

    [Theory]
    [InlineData(Enforcement.Shutdown, true, "ses-shutdown")]
    [InlineData(Enforcement.Healthy, false, "ses-sending-disabled")]
    public async Task An_account_that_takes_no_mail_pauses_all_and_only_an_operator_resumes(Enforcement enforcement, bool enabled, string reason)
    {
        var service = await Service.OpenAsync();
        var healthy = service.Store.Account.State;
        service.Store.Account.State = healthy with { Enforcement = enforcement, SendingEnabled = enabled };
        await service.RefreshAsync();
        var control = await service.Store.Control.ReadAsync(Ct);
        Assert.Equal((true, reason, "ses"), (control.Paused, control.Reason, control.ChangedBy));

        service.Store.Account.State = healthy;
        await service.RefreshAsync(RefreshAccount.Every);

        Assert.True((await service.Store.Control.ReadAsync(Ct)).Paused);
    }

    [Fact]
    public async Task A_pause_by_an_operator_keeps_its_own_words()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        service.Store.Account.State = service.Store.Account.State with { Enforcement = Enforcement.Shutdown };

        await service.RefreshAsync();

        Assert.Equal("test", (await service.Store.Control.ReadAsync(Ct)).Reason);
    }

    [Fact]
    public async Task While_ses_cannot_be_asked_the_last_state_stays_in_force()
    {
        var service = await Service.OpenAsync();
        await service.RefreshAsync();
        service.Store.Account.Door.Shut();

        Assert.False(await service.RefreshAsync(TimeSpan.FromHours(1)));

        var state = await service.Store.Accounts.FindAsync(Ct);
        Assert.True(state?.IsStale(service.Time.GetUtcNow()));
        Assert.Equal(14, (await service.Store.Control.ReadAsync(Ct)).Limits.Rate);
    }

    [Fact]
    public async Task A_sender_whose_identity_is_gone_sends_no_more_and_one_that_is_verified_does()
    {
        var service = await Service.OpenAsync();
        await service.Store.Senders.PutAsync(new Sender("news@example.org", SenderStatus.Pending, Service.Start, "test"), Ct);
        service.Store.Account.State = service.Store.Account.State with { Verified = ["example.org"] };

        await service.RefreshAsync();

        Assert.Equal(
            [("forms@example.com", SenderStatus.Pending), ("news@example.org", SenderStatus.Verified)],
            (await service.Store.Senders.ListAsync(Ct)).Select(sender => (sender.Identity, sender.Status)));
    }

    [Theory]
    [InlineData("owner@example.com", true)]
    [InlineData("owner@mail.example.com", true)]
    [InlineData("Ada@Example.org", true)]
    [InlineData("ben@example.org", false)]
    [InlineData("owner@badexample.com", false)]
    [InlineData("bounce+a@simulator.amazonses.com", true)]
    public void In_the_sandbox_only_verified_recipients_are_let_through(string recipient, bool passes)
    {
        var account = new MemoryAccountSource(TimeProvider.System).State with { Sandbox = true, Verified = ["example.com", "ada@example.org"] };

        Assert.Equal(!passes, account.Keeps(EmailAddress.Parse(recipient)));
        Assert.False((account with { Sandbox = false }).Keeps(EmailAddress.Parse(recipient)));
    }

    [Fact]
    public async Task Of_a_form_that_the_sandbox_keeps_the_operator_reads_once_a_minute_what_to_do()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { Sandbox = true, Verified = ["forms@example.com"] };
        await service.RefreshAsync();

        await service.Submit.SubmitAsync(TestForms.Good(), Ct);
        await service.Submit.SubmitAsync(TestForms.Good(), Ct);

        Assert.Equal("Form contact takes nothing. SES sandbox: verify the recipient or ask AWS for production access.", Assert.Single(service.SandboxLog.All));
    }

    [Fact]
    public async Task Before_the_account_was_read_nobody_is_kept_for_the_sandbox()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { Sandbox = true, Verified = [] };

        await service.AcceptAsync();
    }

    [Fact]
    public async Task Out_of_the_sandbox_no_identity_is_kept_and_in_it_all_are()
    {
        var service = await Service.OpenAsync();
        await service.RefreshAsync();
        Assert.Empty((await service.Store.Accounts.FindAsync(Ct))!.Verified); // just kept

        service.Store.Account.State = service.Store.Account.State with { Sandbox = true };
        await service.RefreshAsync(RefreshAccount.Every);
        Assert.Equal(["example.com"], (await service.Store.Accounts.FindAsync(Ct))!.Verified); // as above
    }

    [Fact]
    public async Task A_sender_that_comes_on_the_allowlist_while_the_identities_are_read_is_left_alone()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.Door.Meanwhile(nameof(IAccountSource.ReadAsync), () =>
            service.Store.Senders.PutAsync(new Sender("new@example.org", SenderStatus.Verified, Service.Start, "anna"), Ct));

        await service.RefreshAsync();

        Assert.Equal(SenderStatus.Verified, (await service.Store.Senders.FindAsync(EmailAddress.Parse("new@example.org"), Ct))?.Status);
    }

    [Fact]
    public async Task An_account_that_was_shut_down_and_has_no_rate_pauses_all_and_keeps_its_limits()
    {
        var service = await Service.OpenAsync();
        var before = (await service.Store.Control.ReadAsync(Ct)).Limits;
        service.Store.Account.State = service.Store.Account.State with { Enforcement = Enforcement.Shutdown, MaxSendRate = 0 };

        Assert.True(await service.RefreshAsync());

        var control = await service.Store.Control.ReadAsync(Ct);
        Assert.Equal((true, before), (control.Paused, control.Limits));
    }

    [Fact]
    public async Task A_form_whose_recipient_the_sandbox_keeps_is_refused_in_neutral_words_and_the_reason_is_counted()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { Sandbox = true, Verified = ["forms@example.com"] };
        await service.RefreshAsync();

        var refused = Assert.IsType<SubmitOutcome.Refused>(await service.Submit.SubmitAsync(TestForms.Good(), Ct));

        Assert.Equal(RefusalReason.Sandbox, refused.Reason);
        Assert.DoesNotContain("sandbox", refused.Faults[0].Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@", refused.Faults[0].Message, StringComparison.Ordinal);
        Assert.Empty(service.Store.Messages.All);
        Assert.Equal("sandbox", Assert.Single(await service.Store.Refusals.ReadAsync("contact", service.Time.GetUtcNow(), Ct)).Reason);
    }
}
