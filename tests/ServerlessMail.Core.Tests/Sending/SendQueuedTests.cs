using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Tests.Sending;

public class SendQueuedTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task The_allowlists_answer_is_good_for_no_longer_than_a_call_may_wait_however_slowly_it_came()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        service.Store.Senders.Door.Passing = _ =>
        {
            service.Time.Advance(service.Timings.SendWithin);
            return Task.CompletedTask;
        };

        await service.SendAsync([id]);

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(["Accepted", "Claimed", "Retrying:slow-worker"], service.Trail);
    }

    [Fact]
    public async Task A_queued_message_is_sent_once_with_its_tags_and_the_forms_addresses()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();

        await service.DrainAsync();

        var (mail, tags) = Assert.Single(service.Transport.Calls);
        Assert.Equal(new SendTags(id, 1, Lane.Normal), tags);
        Assert.Equal(("forms@example.com", "owner@example.com", "ada@example.org"), (mail.From.ToString(), mail.To[0].ToString(), mail.ReplyTo?.ToString()));
        Assert.Equal((MessageStatus.Sent, $"ses-{id}-1"), (service.Message.Status, service.Message.SesMessageId));
    }

    [Fact]
    public async Task A_record_that_is_delivered_again_and_again_sends_nothing_more()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();

        for (var i = 0; i < 5; i++)
            await service.Send.SendAsync([id], Ct);

        Assert.Single(service.Transport.Calls);
    }

    [Fact]
    public async Task Of_many_workers_with_the_same_record_one_sends()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => service.Send.SendAsync([id], Ct))));

        Assert.Single(service.Transport.Calls);
        Assert.Equal(MessageStatus.Sent, service.Message.Status);
    }

    [Fact]
    public async Task After_a_pause_nothing_leaves_and_the_message_is_held()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        await service.PauseAsync();

        await service.DrainAsync();

        Assert.Empty(service.Transport.Calls);
        Assert.Equal((MessageStatus.Held, HoldReason.Pause), (service.Message.Status, service.Message.Hold));
    }

    [Fact]
    public async Task A_pause_between_claim_and_grant_still_stops_it()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Store.Control.Door.Meanwhile(nameof(IControlStore.TakeGrantAsync), service.PauseAsync);

        await service.DrainAsync();

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(["Accepted", "Claimed", "Held:pause"], service.Trail);
    }

    [Fact]
    public async Task A_malformed_control_item_stops_everything()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Store.Control.Malform("The attribute 'paused' is no boolean.");

        await service.DrainAsync();

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(["Accepted", "Claimed", "Held:control-unusable"], service.Trail);
    }

    [Fact]
    public async Task A_sender_taken_off_the_allowlist_after_intake_sends_no_more()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        await service.Store.Senders.RemoveAsync("forms@example.com", Ct);

        await service.DrainAsync();

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(["Accepted", "Held:sender-not-allowed"], service.Trail);
        Assert.Equal(HoldReason.Operator, service.Message.Hold);
    }

    [Fact]
    public async Task A_grant_that_took_longer_than_its_life_is_not_used()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Store.Control.Door.Meanwhile(nameof(IControlStore.TakeGrantAsync), () =>
        {
            service.Time.Advance(Grant.Life + TimeSpan.FromMilliseconds(1));
            return Task.CompletedTask;
        });

        await service.DrainAsync();

        Assert.Single(service.Transport.Calls);
        Assert.Equal(2, service.Store.Control.Grants);
    }

    [Fact]
    public async Task A_worker_that_was_frozen_after_its_claim_does_not_send()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        service.Store.Control.Door.Meanwhile(nameof(IControlStore.TakeGrantAsync), () =>
        {
            service.Time.Advance(service.Timings.SendWithin + TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        });

        await service.SendAsync([id]);

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(["Accepted", "Claimed", "Retrying:slow-worker"], service.Trail);
    }

    [Fact]
    public async Task Being_stopped_does_not_turn_a_mail_that_left_into_one_that_nobody_knows_of()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        using var stop = new CancellationTokenSource();
        service.Transport.Answer = async (_, ct) =>
        {
            await stop.CancelAsync();
            return ct.IsCancellationRequested ? new SendOutcome.Uncertain("timeout") : new SendOutcome.Sent("ses-1");
        };

        await service.Send.SendAsync([id], stop.Token);

        Assert.Equal((MessageStatus.Sent, "ses-1"), (service.Message.Status, service.Message.SesMessageId));
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_never_sent_by_another_worker()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        service.Store.Messages.Door.After = operation => operation == nameof(IMessageStore.TrySaveAsync) ? new IOException("lost") : null;
        Assert.Equal([id], await service.Send.SendAsync([id], Ct));
        service.Store.Messages.Door.Open();

        await service.Send.SendAsync([id], Ct);

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(MessageStatus.Sending, service.Message.Status);
    }

    [Fact]
    public async Task Throttled_mail_is_tried_again_with_a_new_attempt()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Transport.Answer = (tags, _) => Task.FromResult<SendOutcome>(
            tags.Attempt < 4 ? new SendOutcome.Throttled("throttled") : new SendOutcome.Sent("ses-1"));

        await service.DrainAsync();
        for (var i = 0; i < 3; i++)
        {
            await service.SweepAsync(service.Timings.BackOff(i + 1, 1));
            await service.DrainAsync();
        }

        Assert.Equal([1, 2, 3, 4], service.Transport.Calls.Select(call => call.Tags.Attempt));
        Assert.Equal(MessageStatus.Sent, service.Message.Status);
    }

    [Fact]
    public async Task An_account_that_ses_stopped_pauses_the_whole_service()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Transport.Always(new SendOutcome.AccountStopped("account-suspended"));

        await service.DrainAsync();

        var control = await service.Store.Control.ReadAsync(Ct);
        Assert.Equal((true, "account-suspended", "ses"), (control.Paused, control.Reason, control.ChangedBy));
        Assert.Equal(HoldReason.Pause, service.Message.Hold);
    }

    public static TheoryData<SendOutcome, MessageStatus, HoldReason?, string> Ends => new()
    {
        { new SendOutcome.QuotaSpent("quota"), MessageStatus.Held, HoldReason.Quota, "Held:quota" },
        { new SendOutcome.Misconfigured("access-denied"), MessageStatus.Held, HoldReason.Operator, "Held:access-denied" },
        { new SendOutcome.Rejected("content"), MessageStatus.Failed, null, "Failed:content" },
        { new SendOutcome.Uncertain("timeout"), MessageStatus.Uncertain, null, "Uncertain:timeout" },
    };

    [Theory]
    [MemberData(nameof(Ends), DisableDiscoveryEnumeration = true)]
    public async Task Every_other_answer_has_its_end(SendOutcome outcome, MessageStatus status, HoldReason? hold, string last)
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Transport.Always(outcome);

        await service.DrainAsync();
        await service.DrainAsync();

        Assert.Single(service.Transport.Calls);
        Assert.Equal((status, hold, last), (service.Message.Status, service.Message.Hold, service.Trail[^1]));
    }

    [Fact]
    public async Task Feedback_that_overtakes_the_answer_loses_nothing()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        service.Transport.Answer = async (tags, _) =>
        {
            foreach (var kind in new[] { FeedbackKind.Delivery, FeedbackKind.Send })
                await service.Feedback.RecordAsync(new FeedbackEvent(kind, id, tags.Attempt, "ses-1", service.Time.GetUtcNow(), null), Ct);
            return new SendOutcome.Sent("ses-1");
        };

        await service.DrainAsync();

        Assert.Equal((MessageStatus.Delivered, "ses-1"), (service.Message.Status, service.Message.SesMessageId));
        Assert.Equal(["Accepted", "Claimed", "Sent:feedback", "Delivered"], service.Trail);
    }

    [Theory]
    [MemberData(nameof(Ends), DisableDiscoveryEnumeration = true)]
    public async Task A_second_attempt_that_was_not_taken_is_the_last_when_the_first_is_proven_meanwhile(SendOutcome outcome, MessageStatus status, HoldReason? hold, string last)
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        service.Transport.Always(new SendOutcome.Uncertain("timeout"));
        await service.DrainAsync();
        service.Store.Feedback.CompleteUntil = service.Time.GetUtcNow() + service.Timings.QuietTime;
        Assert.Equal(1, (await service.SweepAsync(service.Timings.QuietTime)).Resent);
        service.Transport.Answer = async (_, _) =>
        {
            await service.Feedback.RecordAsync(new FeedbackEvent(FeedbackKind.Delivery, id, 1, "ses-1", service.Time.GetUtcNow(), null), Ct);
            return outcome;
        };

        await service.DrainAsync();

        Assert.NotEqual((status, hold, last), (service.Message.Status, service.Message.Hold, service.Trail[^1]));
        Assert.Equal((MessageStatus.Delivered, "ses-1", (WorkDue?)null), (service.Message.Status, service.Message.SesMessageId, service.Message.Due));
        Assert.Equal(2, service.Transport.Calls.Count);
    }

    [Fact]
    public async Task A_message_that_the_table_does_not_know_is_left_alone()
    {
        var service = await Service.OpenAsync();

        await service.Send.SendAsync([new MessageIds(service.Time).Next()], Ct);

        Assert.Empty(service.Transport.Calls);
    }

    [Fact]
    public async Task A_draft_whose_retention_is_over_ends_its_message()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Time.Advance(TimeSpan.FromDays(91));

        await service.DrainAsync();

        Assert.Equal(["Accepted", "Failed:draft-expired"], service.Trail);
    }
}
