using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Tests.Forms;

public class SubmitFormTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task An_accepted_submission_is_durable_and_queued()
    {
        var service = await Service.OpenAsync();

        var id = await service.AcceptAsync();

        Assert.Equal((id, MessageStatus.Accepted, "form:contact", 1), (service.Message.Id, service.Message.Status, service.Message.Source, service.Message.Recipients));
        Assert.Equal(1, service.Store.Queue.Count(Lane.Normal));
        Assert.Equal(["Accepted"], service.Trail);
    }

    [Fact]
    public async Task A_submission_that_the_queue_did_not_take_is_accepted_and_sent_later()
    {
        var service = await Service.OpenAsync();
        service.Store.Queue.Door.Shut();
        await service.AcceptAsync();
        service.Store.Queue.Door.Open();

        await service.SweepAsync(service.Timings.QueueGrace);
        await service.DrainAsync();

        Assert.Equal(["Accepted", "Queued:unclaimed", "Claimed", "Sent"], service.Trail);
    }

    [Fact]
    public async Task When_the_table_cannot_be_reached_nothing_is_accepted()
    {
        var service = await Service.OpenAsync();
        service.Store.Messages.Door.Shut();

        await Assert.ThrowsAsync<IOException>(() => service.Submit.SubmitAsync(TestForms.Good(), Ct));

        Assert.Empty(service.Store.Messages.All);
        Assert.Equal(0, service.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task A_paused_service_accepts_and_holds_and_its_resume_sends_once()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        await service.AcceptAsync();
        await service.SweepAsync(TimeSpan.FromDays(3));
        await service.DrainAsync();
        Assert.Empty(service.Transport.Calls);
        Assert.Equal((MessageStatus.Held, HoldReason.Pause), (service.Message.Status, service.Message.Hold));

        await service.ResumeAsync();
        await service.SweepAsync(TimeSpan.Zero);
        await service.SweepAsync(TimeSpan.Zero);
        await service.DrainAsync();

        Assert.Single(service.Transport.Calls);
        Assert.Equal(["Accepted", "Held:pause", "Queued:resumed", "Claimed", "Sent"], service.Trail);
    }

    [Fact]
    public async Task A_form_that_closes_while_paused_says_when_to_come_back()
    {
        var service = await Service.OpenAsync(TestForms.Contact with { WhenPaused = WhenPaused.Refuse });
        await service.PauseAsync();

        var refused = await RefusedAsync(service, TestForms.Good());

        Assert.Equal(RefusalReason.Closed, refused.Reason);
        Assert.NotNull(refused.RetryAfter);
        Assert.Empty(service.Store.Messages.All);
    }

    [Theory]
    [InlineData("form:contact", true)]
    [InlineData("sender:example.com", true)]
    [InlineData("lane:normal", true)]
    [InlineData("form:other", false)]
    [InlineData("lane:bulk", false)]
    public async Task It_closes_as_well_while_a_scope_of_its_mail_is_stopped(string stopped, bool closes)
    {
        var service = await Service.OpenAsync(TestForms.Contact with { WhenPaused = WhenPaused.Refuse });
        await service.Store.Control.PauseAsync(SendScope.FromToken(stopped), "storm", "test", service.Time.GetUtcNow(), Ct);

        var outcome = await service.Submit.SubmitAsync(TestForms.Good(), Ct);

        Assert.Equal(closes, outcome is SubmitOutcome.Refused { Reason: RefusalReason.Closed });
        Assert.Equal(closes ? 0 : 1, service.Store.Messages.All.Count);
    }

    [Fact]
    public async Task Without_a_control_item_nothing_is_taken()
    {
        var service = await Service.OpenAsync();
        service.Store.Control.Malform("The attribute 'paused' is no boolean.");

        Assert.Equal(RefusalReason.ControlUnusable, (await RefusedAsync(service, TestForms.Good())).Reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SenderStatus.Pending)]
    [InlineData(SenderStatus.Failed)]
    public async Task A_sender_that_is_not_verified_on_the_allowlist_takes_nothing(SenderStatus? status)
    {
        var service = await Service.OpenAsync();
        await service.Store.Senders.RemoveAsync("forms@example.com", Ct);
        if (status is { } known)
            await service.Store.Senders.PutAsync(new Sender("forms@example.com", known, Service.Start, "test"), Ct);

        var refused = await RefusedAsync(service, TestForms.Good());

        Assert.Equal((RefusalReason.SenderNotAllowed, FaultCode.Inactive), (refused.Reason, refused.Faults[0].Code));
    }

    [Fact]
    public async Task A_verified_domain_covers_its_addresses()
    {
        var service = await Service.OpenAsync();
        await service.Store.Senders.RemoveAsync("forms@example.com", Ct);
        await service.Store.Senders.PutAsync(new Sender("example.com", SenderStatus.Verified, Service.Start, "test"), Ct);

        await service.AcceptAsync();
    }

    [Fact]
    public async Task A_foreign_page_may_not_post_but_a_missing_origin_tells_nothing()
    {
        var service = await Service.OpenAsync();

        Assert.Equal(RefusalReason.ForeignOrigin, (await RefusedAsync(service, TestForms.Good() with { Origin = "https://evil.example" })).Reason);
        await service.AcceptAsync(TestForms.Good() with { Origin = null });
    }

    [Fact]
    public async Task A_filled_honeypot_is_answered_as_success_and_kept_but_not_sent()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync(TestForms.Good(("company", "Spam Ltd")));

        await service.SweepAsync(TimeSpan.FromDays(1));
        await service.DrainAsync();

        Assert.Equal((MessageStatus.Held, HoldReason.Spam), (service.Message.Status, service.Message.Hold));
        Assert.Equal(["Accepted", "Held:honeypot"], service.Trail);
        Assert.Empty(service.Transport.Calls);
    }

    [Fact]
    public async Task Beyond_the_limit_of_a_client_it_waits_for_the_next_minute_and_others_are_served()
    {
        var service = await Service.OpenAsync(TestForms.Contact with { Limits = new FormLimits(new Allowance(2, AllowancePeriod.Minute), null) });
        await service.AcceptAsync();
        await service.AcceptAsync();

        var refused = await RefusedAsync(service, TestForms.Good());
        Assert.Equal((RefusalReason.RateLimited, TimeSpan.FromSeconds(30)), (refused.Reason, refused.RetryAfter));

        await service.AcceptAsync(TestForms.Good() with { ClientAddress = "192.0.2.2" });
        service.Time.Advance(TimeSpan.FromSeconds(30));
        await service.AcceptAsync();
    }

    [Fact]
    public async Task Beyond_the_limit_of_a_form_everybody_waits()
    {
        var service = await Service.OpenAsync(TestForms.Contact with { Limits = new FormLimits(null, new Allowance(1, AllowancePeriod.Hour)) });
        await service.AcceptAsync();

        var refused = await RefusedAsync(service, TestForms.Good() with { ClientAddress = "192.0.2.2" });

        Assert.Equal(RefusalReason.RateLimited, refused.Reason);
    }

    [Fact]
    public async Task Every_refusal_leaves_its_record_without_the_clients_address()
    {
        var service = await Service.OpenAsync();
        await RefusedAsync(service, TestForms.Post(("name", "x")));
        await RefusedAsync(service, TestForms.Good() with { Form = FormName.Parse("nobody") });

        var known = Assert.Single(await service.Store.Refusals.ReadAsync("contact", Service.Start, Ct));
        var unknown = Assert.Single(await service.Store.Refusals.ReadAsync(IRefusalStore.Nobody, Service.Start, Ct));

        Assert.Equal(("invalid", 1), (known.Reason, known.Count));
        Assert.Equal(("unknown-form", 1), (unknown.Reason, unknown.Count));
        Assert.Matches("^[0-9a-f]{16}$", Assert.Single(known.Samples));
    }

    [Fact]
    public async Task The_next_page_is_told_only_where_the_form_allows_it()
    {
        var service = await Service.OpenAsync();

        Assert.NotNull((await AcceptedAsync(service, TestForms.Good(("_next", "https://www.example.com/thanks")))).Next);
        Assert.Null((await AcceptedAsync(service, TestForms.Good(("_next", "https://evil.example/")))).Next);
    }

    private static async Task<SubmitOutcome.Accepted> AcceptedAsync(Service service, Submission submission) =>
        Assert.IsType<SubmitOutcome.Accepted>(await service.Submit.SubmitAsync(submission, Ct));

    private static async Task<SubmitOutcome.Refused> RefusedAsync(Service service, Submission submission) =>
        Assert.IsType<SubmitOutcome.Refused>(await service.Submit.SubmitAsync(submission, Ct));
}
