using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Sweeping;

public class SweeperRoundTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(45);
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_round_does_all_there_is_and_looks_at_the_account()
    {
        var service = await PausedWithAsync(250);

        Assert.Equal(250, (await service.NewRound().RunAsync(Budget, Ct))?.Released);

        Assert.NotNull(await service.Store.Accounts.FindAsync(Ct));
    }

    [Fact]
    public async Task Of_two_sweepers_the_one_with_the_lease_works()
    {
        var service = await PausedWithAsync(10);

        Assert.NotNull(await service.NewRound().RunAsync(Budget, Ct));
        Assert.Null(await service.NewRound().RunAsync(Budget, Ct));
    }

    [Fact]
    public async Task A_lease_whose_holder_died_is_taken_over()
    {
        var service = await PausedWithAsync(10);
        await service.NewRound().RunAsync(Budget, Ct);

        service.Time.Advance(Budget + (2 * service.Timings.SweepEvery) + TimeSpan.FromSeconds(10));

        Assert.NotNull(await service.NewRound().RunAsync(Budget, Ct));
    }

    [Fact]
    public async Task A_round_ends_when_its_time_is_up_and_the_next_goes_on()
    {
        var service = await PausedWithAsync(250);
        var round = service.NewRound();
        service.Store.Queue.Door.Passing = _ =>
        {
            service.Time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.CompletedTask;
        };

        Assert.Equal(SweeperRound.DefaultStep, (await round.RunAsync(TimeSpan.FromSeconds(1), Ct))?.Released);
        service.Store.Queue.Door.Passing = null;

        Assert.Equal(150, (await round.RunAsync(Budget, Ct))?.Released);
    }

    [Fact]
    public async Task Uncertain_mail_that_waits_on_keeps_nothing_behind_it_waiting()
    {
        var service = await Service.OpenAsync();
        var due = Service.Start.AddMinutes(11);
        for (var i = 0; i < SweeperRound.DefaultStep + 20; i++)
        {
            var message = SampleMail.Message(Service.Start).Claim(Service.Start, due).DoubtSend(Service.Start, due, "timeout");
            await service.Messages.TryAddAsync(message, SampleMail.Draft(), due.AddDays(1), Ct);
        }

        service.Time.Advance(due - Service.Start - service.Timings.QueueGrace);
        var behind = await service.AcceptAsync();
        service.Time.Advance(service.Timings.QueueGrace + TimeSpan.FromSeconds(1));

        var report = await service.NewRound().RunAsync(Budget, Ct);

        Assert.Equal((SweeperRound.DefaultStep + 20, 1), (report?.Waited, report?.Requeued));
        Assert.Equal("unclaimed", (await service.Messages.FindAsync(behind, Ct))?.Message.Trail[^1].Reason);
    }

    [Fact]
    public async Task Rounds_that_follow_each_other_closely_do_not_write_the_lease_each_time()
    {
        var service = await Service.OpenAsync();
        var round = service.NewRound();
        for (var i = 0; i < 20; i++)
        {
            await round.RunAsync(Budget, Ct);
            service.Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(1, service.Store.Leases.Door.Passages);
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_does_not_stop_the_sweep()
    {
        var service = await PausedWithAsync(3);
        service.Store.Account.Door.Shut();
        service.Store.Accounts.Door.Shut();

        Assert.Equal(3, (await service.NewRound().RunAsync(Budget, Ct))?.Released);
    }

    private static async Task<Service> PausedWithAsync(int messages)
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        for (var i = 0; i < messages; i++)
            await service.AcceptAsync();
        await service.ResumeAsync();
        Assert.All(service.Store.Messages.All, message => Assert.Equal(MessageStatus.Held, message.Status));
        return service;
    }
}
