using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Sweeping;

public class BacklogTests
{
    /// <summary>At one recipient a second, normal mail may use nine tenths less a margin: two minutes of that.</summary>
    private const double Rate = 1;

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_queue_is_fed_with_what_can_leave_in_two_minutes_and_the_lane_is_full_while_more_waits()
    {
        var service = await OpenAsync(backlog: 300);
        var target = await TargetAsync(service);

        await SweepAllAsync(service);

        Assert.InRange(target, 60, 120);
        Assert.Equal(target, service.Store.Queue.Count(Lane.Normal));
        Assert.Equal([Lane.Normal], (await service.Store.Control.ReadAsync(Ct)).Full);
    }

    [Fact]
    public async Task While_its_queue_has_room_a_lane_is_not_full_for_else_it_could_run_dry_before_the_next_sweep()
    {
        var service = await OpenAsync(backlog: 10);
        await service.Store.Control.SetFullAsync([Lane.Normal], Ct);

        await SweepAllAsync(service);

        Assert.Equal(10, service.Store.Queue.Count(Lane.Normal));
        Assert.Empty((await service.Store.Control.ReadAsync(Ct)).Full);
    }

    [Fact]
    public async Task A_sweep_that_was_cut_short_says_nothing_new_of_its_lane()
    {
        var service = await OpenAsync(backlog: 300);
        await service.Store.Control.SetFullAsync([Lane.Normal], Ct);

        await service.Sweep.RunAsync(5, Ct);

        Assert.Equal(5, service.Store.Queue.Count(Lane.Normal));
        Assert.Equal([Lane.Normal], (await service.Store.Control.ReadAsync(Ct)).Full);
    }

    [Fact]
    public async Task A_lane_that_may_not_send_at_all_is_full_while_something_waits_for_it()
    {
        var service = await OpenAsync(backlog: 3);
        await service.Store.Control.CloseDayAsync(service.Time.GetUtcNow().AddHours(1), Ct);

        await SweepAllAsync(service);

        Assert.Equal(0, service.Store.Queue.Count(Lane.Normal));
        Assert.Equal([Lane.Normal], (await service.Store.Control.ReadAsync(Ct)).Full);
    }

    private static async Task<Service> OpenAsync(int backlog)
    {
        var service = await Service.OpenAsync();
        await service.Store.Control.SetLimitsAsync(null, Rate, null, 0.5, Ct);
        for (var i = 0; i < backlog; i++)
        {
            var now = service.Time.GetUtcNow();
            var id = MessageId.New(now, [(byte)(i >> 8), (byte)i, 0, 0, 0, 0, 0, 0, 0, 0]);
            await service.Messages.TryAddAsync(Message.Accept(id, Lane.Normal, "form:contact", 1, now, WorkDue.At(now)).Backlog(now), SampleMail.Draft(), now.AddDays(90), Ct);
        }

        return service;
    }

    private static async Task<long> TargetAsync(Service service) =>
        (await service.Store.Control.ReadAsync(Ct)).RoomFor(Lane.Normal, service.Timings.QueueAhead, service.Time.GetUtcNow());

    private static async Task SweepAllAsync(Service service)
    {
        while ((await service.Sweep.RunAsync(100, Ct)).Total >= 100)
            continue;
    }
}
