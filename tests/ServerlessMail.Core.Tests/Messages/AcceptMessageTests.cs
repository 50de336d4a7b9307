using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Messages;

public class AcceptMessageTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task What_is_to_be_sent_later_is_held_and_leaves_when_its_time_comes_not_before()
    {
        var service = await Service.OpenAsync();
        var later = service.Time.GetUtcNow().AddDays(365);
        await AcceptAsync(service, Lane.Normal, later);
        Assert.Equal((MessageStatus.Held, HoldReason.Schedule), (service.Message.Status, service.Message.Hold));
        Assert.Equal(0, service.Store.Queue.Count(Lane.Normal));

        await service.SweepAsync(TimeSpan.FromDays(365) - TimeSpan.FromSeconds(1));
        await service.DrainAsync();
        Assert.Empty(service.Transport.Calls);

        await service.SweepAsync(TimeSpan.FromSeconds(1));
        await service.DrainAsync();
        Assert.Single(service.Transport.Calls);
    }

    [Fact]
    public async Task Nothing_is_put_off_for_more_than_a_year()
    {
        var service = await Service.OpenAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AcceptAsync(service, Lane.Normal, service.Time.GetUtcNow() + AcceptMessage.LongestSchedule + TimeSpan.FromSeconds(1)));
        Assert.Empty(service.Store.Messages.All);
    }

    [Fact]
    public async Task A_time_that_is_past_means_now()
    {
        var service = await Service.OpenAsync();

        await AcceptAsync(service, Lane.Normal, service.Time.GetUtcNow().AddHours(-1));

        Assert.Equal(MessageStatus.Accepted, service.Message.Status);
        Assert.Equal(1, service.Store.Queue.Count(Lane.Normal));
    }

    [Theory]
    [InlineData(Lane.Urgent, MessageStatus.Accepted)]
    [InlineData(Lane.Normal, MessageStatus.Held)]
    [InlineData(Lane.Bulk, MessageStatus.Held)]
    public async Task Mail_of_a_full_lane_goes_to_the_backlog_but_urgent_mail_never_waits_there(Lane lane, MessageStatus status)
    {
        var service = await Service.OpenAsync();
        await service.Store.Control.SetFullAsync([Lane.Urgent, Lane.Normal, Lane.Bulk], Ct);

        await AcceptAsync(service, lane);

        Assert.Equal(status, service.Message.Status);
        Assert.Equal(status == MessageStatus.Accepted ? 1 : 0, service.Store.Queue.Count(lane));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("lane:bulk")]
    [InlineData("sender:forms@example.com")]
    [InlineData("sender:example.com")]
    [InlineData("form:contact")]
    public async Task What_is_stopped_is_accepted_and_held_and_leaves_once_it_is_resumed(string token)
    {
        var service = await Service.OpenAsync();
        Assert.True(SendScope.TryParse(token, out var scope));
        await service.Store.Control.PauseAsync(scope, "stop", "anna", service.Time.GetUtcNow(), Ct);
        await AcceptAsync(service, Lane.Bulk);
        Assert.Equal(HoldReason.Pause, service.Message.Hold);

        Assert.Equal(0, (await service.SweepAsync(TimeSpan.FromHours(1))).Released);
        await service.Store.Control.ResumeAsync(scope, "anna", service.Time.GetUtcNow(), Ct);
        Assert.Equal(1, (await service.SweepAsync(TimeSpan.Zero)).Released);
        await service.DrainAsync(Lane.Bulk);
        Assert.Single(service.Transport.Calls);

        await service.SweepAsync(TimeSpan.FromMinutes(5));
        Assert.Empty((await service.Store.Control.ReadAsync(Ct)).Draining);
    }

    private static async Task<Message> AcceptAsync(Service service, Lane lane, DateTimeOffset? sendAt = null) => await service.Accept.AcceptAsync(
        new AcceptMessage.Wanted(new MessageIds(service.Time).Next(), lane, "form:contact", SampleMail.Draft(), TimeSpan.FromDays(90)) { SendAt = sendAt },
        await service.Store.Control.ReadAsync(Ct),
        Ct);
}
