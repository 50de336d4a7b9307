using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Core.Tests.Forms;

namespace ServerlessMail.Core.Tests.Sweeping;

public class SweepTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_record_that_the_queue_lost_is_queued_again_ever_later_and_then_shown_to_an_operator()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        var waits = new List<TimeSpan>();
        for (var i = 0; i <= SweepMessage.MaxRequeues; i++)
        {
            var due = DateTimeOffset.Parse(service.Message.Due!.Value.Key["at#".Length..]);
            waits.Add(due - service.Time.GetUtcNow());
            Assert.Equal(1, (await service.SweepAsync(waits[^1])).Total);
        }

        Assert.Equal([60, 60, 120, 240, 480, 960, 1920], waits.Select(wait => (int)wait.TotalSeconds));
        Assert.Equal("Held:never-claimed", service.Trail[^1]);
    }

    [Fact]
    public async Task What_the_queue_lost_leaves_as_soon_as_a_pause_is_over_and_not_two_minutes_later()
    {
        var service = await Service.OpenAsync();
        service.Store.Queue.Door.Shut();
        var lost = await service.AcceptAsync();
        service.Store.Queue.Door.Open();
        // One that waits in the queue, since every sender is down, makes the queue look as full as it may be while nothing may leave.
        await service.AcceptAsync();
        await service.PauseAsync();
        await service.SweepAsync(service.Timings.QueueGrace);

        await service.ResumeAsync();
        await service.SweepAsync(TimeSpan.FromSeconds(1));
        service.Time.Advance(TimeSpan.FromSeconds(5));
        await service.DrainAsync();

        Assert.Contains(service.Transport.Calls, call => call.Tags.Message == lost);
    }

    [Fact]
    public async Task Messages_are_brought_on_side_by_side_so_that_a_slow_table_does_not_starve_the_queue()
    {
        var service = await Service.OpenAsync();
        for (var i = 0; i < 5; i++)
            await service.AcceptAsync();
        var (now, most) = (0, 0);
        service.Store.Messages.Door.Passing = async operation =>
        {
            if (operation != nameof(IMessageStore.FindAsync))
                return;
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };

        Assert.Equal(5, (await service.SweepAsync(service.Timings.QueueGrace)).Requeued);

        Assert.InRange(most, 2, 5);
    }

    [Fact]
    public async Task A_dead_worker_leaves_an_uncertain_message_that_nobody_sends_again()
    {
        var service = await Service.OpenAsync();
        var id = await DieAfterClaimAsync(service);

        Assert.Equal(SweepReport.Nothing, await service.SweepAsync(service.Timings.ClaimExpires - TimeSpan.FromSeconds(1)));
        Assert.Equal(1, (await service.SweepAsync(TimeSpan.FromSeconds(1))).Doubted);
        await service.Send.SendAsync([id], Ct);

        Assert.Equal(MessageStatus.Uncertain, service.Message.Status);
        Assert.Empty(service.Transport.Calls);
    }

    [Fact]
    public async Task An_uncertain_message_is_resent_once_when_the_feedback_is_complete_and_knows_nothing_of_it()
    {
        var service = await Service.OpenAsync();
        await DieAfterClaimAsync(service);
        await service.SweepAsync(service.Timings.ClaimExpires);
        service.Store.Feedback.CompleteUntil = service.Time.GetUtcNow() + SendTimings.ClocksDiffer;

        Assert.Equal(1, (await service.SweepAsync(service.Timings.QuietTime)).Resent);
        await service.DrainAsync();

        Assert.Equal(2, Assert.Single(service.Transport.Calls).Tags.Attempt);
        Assert.Equal(["Accepted", "Claimed", "Uncertain:worker-died", "Resent:possible-duplicate", "Claimed", "Sent"], service.Trail);
    }

    [Fact]
    public async Task What_a_slow_intake_holds_for_a_form_that_is_long_resumed_by_then_is_let_go()
    {
        var service = await Service.OpenAsync();
        var form = SendScope.Of(TestForms.Contact.Name);
        await service.Store.Control.PauseAsync(form, "storm", "test", service.Time.GetUtcNow(), Ct);
        service.Store.Messages.Door.Meanwhile("TryAddAsync", async () =>
        {
            await service.Store.Control.ResumeAsync(form, "test", service.Time.GetUtcNow(), Ct);
            await service.SweepAsync(service.Timings.ClaimExpires + TimeSpan.FromSeconds(30));
        });
        await service.AcceptAsync();
        Assert.Equal(HoldReason.Pause, service.Message.Hold);

        Assert.Equal(1, (await service.SweepAsync(service.Timings.SweepEvery)).Released);
    }

    [Fact]
    public async Task A_send_event_settles_it_without_another_send()
    {
        var service = await Service.OpenAsync();
        var id = await DieAfterClaimAsync(service);
        await service.SweepAsync(service.Timings.ClaimExpires);
        await service.Feedback.RecordAsync(new FeedbackEvent(FeedbackKind.Send, id, 1, "ses-1", Service.Start, null), Ct);
        service.Store.Feedback.CompleteUntil = service.Time.GetUtcNow();

        await service.SweepAsync(service.Timings.QuietTime);
        await service.DrainAsync();

        Assert.Empty(service.Transport.Calls);
        Assert.Equal(["Accepted", "Claimed", "Uncertain:worker-died", "Sent:feedback"], service.Trail);
    }

    [Fact]
    public async Task Silence_proves_nothing_while_the_feedback_is_not_known_to_be_complete()
    {
        var service = await Service.OpenAsync();
        await DieAfterClaimAsync(service);
        await service.SweepAsync(service.Timings.ClaimExpires);
        service.Store.Feedback.CompleteUntil = service.Message.ClaimedAt;

        // The first look finds the feedback further than nothing; from then on it stands still.
        for (var i = 0; i <= ResolveUncertain.MaxQuietTimes; i++)
            await service.SweepAsync(service.Timings.QuietTime);
        await service.DrainAsync();

        Assert.Empty(service.Transport.Calls);
        Assert.Equal("Held:feedback-silent", service.Trail[^1]);
    }

    [Fact]
    public async Task Evidence_that_cannot_be_read_proves_nothing_and_keeps_nothing_else_waiting()
    {
        var service = await Service.OpenAsync();
        await DieAfterClaimAsync(service);
        await service.SweepAsync(service.Timings.ClaimExpires);
        service.Store.Feedback.CompleteUntil = service.Time.GetUtcNow();
        service.Store.Feedback.Door.Shut();

        Assert.Equal(0, (await service.SweepAsync(service.Timings.QuietTime)).Resent);

        Assert.Equal("Uncertain:feedback-not-proven", service.Trail[^1]);
    }

    [Fact]
    public async Task A_quota_hold_releases_itself()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        service.Transport.Answer = (tags, _) => Task.FromResult<SendOutcome>(
            tags.Attempt == 1 ? new SendOutcome.QuotaSpent("quota") : new SendOutcome.Sent("ses-1"));
        await service.DrainAsync();

        await service.SweepAsync(service.Timings.QuotaWait);
        await service.DrainAsync();

        Assert.Equal(["Accepted", "Claimed", "Held:quota", "Queued:due", "Claimed", "Sent"], service.Trail);
    }

    [Fact]
    public async Task Many_sweepers_at_once_release_each_message_once()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        for (var i = 0; i < 20; i++)
            await service.AcceptAsync();
        await service.ResumeAsync();

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => service.Sweep.RunAsync(100, Ct))));

        Assert.Equal(20, reports.Sum(report => report.Released));
        Assert.Equal(20, service.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task One_run_does_no_more_than_it_was_asked_to()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        for (var i = 0; i < 7; i++)
            await service.AcceptAsync();
        await service.ResumeAsync();

        var released = new List<int>();
        for (var i = 0; i < 4; i++)
            released.Add((await service.Sweep.RunAsync(3, Ct)).Released);

        Assert.Equal([3, 3, 1, 0], released);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_keeps_no_other_waiting()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        await service.AcceptAsync();
        await service.AcceptAsync();
        await service.ResumeAsync();
        var left = 1;
        service.Store.Messages.Door.Before = operation =>
            operation == nameof(IMessageStore.FindAsync) && Interlocked.Exchange(ref left, 0) == 1 ? new System.Text.Json.JsonException("A spoilt head.") : null;

        Assert.Equal(1, (await service.Sweep.RunAsync(10, Ct)).Released);
    }

    [Fact]
    public async Task A_queue_that_fails_a_release_loses_nothing()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        await service.AcceptAsync();
        await service.ResumeAsync();
        service.Store.Queue.Door.Shut();
        Assert.Equal(SweepReport.Nothing, await service.Sweep.RunAsync(10, Ct));
        service.Store.Queue.Door.Open();

        await service.SweepAsync(service.Timings.QueueGrace);
        await service.DrainAsync();

        Assert.Single(service.Transport.Calls);
    }

    private static async Task<MessageId> DieAfterClaimAsync(Service service)
    {
        var id = await service.AcceptAsync();
        // What waits for ever is as good as dead.
        service.Store.Control.Door.Passing = _ => Task.Delay(Timeout.InfiniteTimeSpan, service.Time, Ct);
        _ = service.Send.SendAsync([id], Ct);
        service.Store.Control.Door.Passing = null;
        Assert.Equal(MessageStatus.Sending, service.Message.Status);
        return id;
    }
}
