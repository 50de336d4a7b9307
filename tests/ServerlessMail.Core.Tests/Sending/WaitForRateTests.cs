using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Sending;

public class WaitForRateTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_batch_that_the_rate_lets_go_soon_is_slept_for_and_sent_whole()
    {
        var service = await Service.OpenAsync();
        var ids = await AcceptAsync(service, Lane.Normal, 10);
        var started = service.Time.GetUtcNow();

        Assert.Empty(await service.SendAsync(ids));

        Assert.Equal(10, service.Transport.Calls.Count);
        Assert.InRange(service.Time.GetUtcNow() - started, TimeSpan.FromSeconds(0.4), service.Timings.LongestSleep);
    }

    [Theory]
    [InlineData(Lane.Urgent)]
    [InlineData(Lane.Normal)]
    public async Task What_waits_for_longer_goes_back_to_its_queue_for_a_while_and_then_to_the_backlog(Lane lane)
    {
        var service = await Service.OpenAsync();
        await BlockAsync(service);
        var id = Assert.Single(await AcceptAsync(service, lane, 1));

        Assert.Empty(await service.SendAsync([id]));
        Assert.Equal("Retrying:pace", service.Trail[^1]);
        var queuedUntil = service.Message.Due!.Value.Moment - service.Timings.QueueGrace - service.Time.GetUtcNow(); // queued, so it has a moment
        Assert.InRange(queuedUntil!.Value, TimeSpan.Zero, service.Timings.BurstWait); // as above

        await BlockAsync(service);
        Assert.Empty(await service.SendAsync([id]));
        Assert.Equal((MessageStatus.Held, HoldReason.Pace), (service.Message.Status, service.Message.Hold));
        Assert.Empty(service.Transport.Calls);
    }

    [Theory]
    [InlineData(Lane.Bulk, false)]
    [InlineData(Lane.Normal, true)]
    [InlineData(Lane.Urgent, true)]
    public async Task Bulk_mail_and_what_comes_from_a_full_queue_goes_to_the_backlog_at_once(Lane lane, bool isFull)
    {
        var service = await Service.OpenAsync();
        var id = Assert.Single(await AcceptAsync(service, lane, 1));
        await service.Store.Control.SetFullAsync(isFull ? [lane] : [], Ct);
        await BlockAsync(service);

        Assert.Empty(await service.SendAsync([id]));

        Assert.Equal((MessageStatus.Held, HoldReason.Pace), (service.Message.Status, service.Message.Hold));
        Assert.Equal(1, service.Message.Attempt);
    }

    [Fact]
    public async Task Mail_that_waited_in_its_queue_is_sent_once_the_rate_has_room_again()
    {
        var service = await Service.OpenAsync();
        await BlockAsync(service);
        await service.SendAsync(await AcceptAsync(service, Lane.Normal, 1));

        service.Time.Advance(service.Timings.BurstWait + TimeSpan.FromSeconds(1));
        await service.DrainAsync();

        Assert.Equal(["Accepted", "Claimed", "Retrying:pace", "Claimed", "Sent"], service.Trail);
    }

    private static async Task<IReadOnlyList<MessageId>> AcceptAsync(Service service, Lane lane, int messages)
    {
        var control = await service.Store.Control.ReadAsync(Ct);
        for (var i = 0; i < messages; i++)
        {
            var id = MessageId.New(service.Time.GetUtcNow(), [(byte)i, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            await service.Accept.AcceptAsync(new AcceptMessage.Wanted(id, lane, "form:contact", SampleMail.Draft(), TimeSpan.FromDays(90)), control, Ct);
        }

        return [.. service.Store.Messages.All.Select(message => message.Id)];
    }

    /// <summary>The rate is taken for longer than anybody sleeps.</summary>
    private static Task BlockAsync(Service service)
    {
        var until = Pace.Micros(service.Time.GetUtcNow() + service.Timings.SendWithin);
        service.Store.Control.Edit(state => state with { Pace = new Pace(until, until, until) });
        return Task.CompletedTask;
    }
}
