using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Sending;

public class DaySpentTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Small_mail_behind_a_large_one_that_the_day_cannot_take_still_leaves()
    {
        var service = await Service.OpenAsync();
        await service.Store.Control.SetLimitsAsync(null, 500, 50, 0.5, Ct);
        List<MessageId> batch = [await AcceptAsync(service, 50, 0)];
        for (byte i = 1; i < 10; i++)
            batch.Add(await AcceptAsync(service, 1, i));

        await service.SendAsync(batch);

        Assert.Equal(9, service.Transport.Calls.Count);
        Assert.Equal(50, Assert.Single(service.Store.Messages.All, message => message.Status == MessageStatus.Held).Recipients);
    }

    [Fact]
    public async Task Mail_that_was_held_for_the_day_leaves_soon_after_the_quota_was_raised()
    {
        var service = await Service.OpenAsync();
        await service.Store.Control.SetLimitsAsync(null, 14, 0, 0.5, Ct);
        await service.SendAsync([await AcceptAsync(service, 1, 0)]);
        Assert.Equal(HoldReason.Quota, service.Message.Hold);

        await service.Store.Control.SetLimitsAsync(null, 14, 50_000, 0.5, Ct);
        await service.SweepAsync(service.Timings.QuotaWait);
        await service.DrainAsync();

        Assert.Equal(MessageStatus.Sent, service.Message.Status);
    }

    [Fact]
    public async Task While_the_day_stays_spent_it_waits_in_the_backlog_and_costs_nothing_more()
    {
        var service = await Service.OpenAsync();
        await service.Store.Control.SetLimitsAsync(null, 14, 0, 0.5, Ct);
        await service.SendAsync([await AcceptAsync(service, 1, 0)]);
        await service.SweepAsync(service.Timings.QuotaWait);
        var events = service.Message.Seq;

        for (var minute = 0; minute < 60; minute++)
            await service.SweepAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((MessageStatus.Held, HoldReason.Pace, events), (service.Message.Status, service.Message.Hold, service.Message.Seq));
    }

    private static async Task<MessageId> AcceptAsync(Service service, int recipients, byte number)
    {
        var id = MessageId.New(service.Time.GetUtcNow(), [number, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var draft = SampleMail.Draft() with { To = [.. Enumerable.Range(0, recipients).Select(i => EmailAddress.Parse($"someone{i}@example.org"))] };
        await service.Accept.AcceptAsync(
            new AcceptMessage.Wanted(id, Lane.Normal, "form:contact", draft, TimeSpan.FromDays(90)), await service.Store.Control.ReadAsync(Ct), Ct);
        return id;
    }
}
