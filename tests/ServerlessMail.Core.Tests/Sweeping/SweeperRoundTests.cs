using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Core.Tests.Sweeping;

public class SweeperRoundTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_goes_on_until_nothing_is_left()
    {
        var service = await HeldAsync(SweeperRound.Step + 20);

        var report = await service.NewRound().RunAsync(Ct);

        Assert.Equal((true, SweeperRound.Step + 20, false), (report.Ran, report.Done.Released, report.IsMore));
    }

    [Fact]
    public async Task Two_rounds_at_once_do_the_work_once()
    {
        var service = await HeldAsync(20);

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => service.NewRound().RunAsync(Ct))));

        Assert.Single(reports, report => report.Ran);
        Assert.Equal(20, reports.Sum(report => report.Done.Released));
        Assert.Equal(20, service.Store.Queue.Count(Lane.Normal));
        Assert.Equal(1, service.Store.AccountSource.Reads);
    }

    [Fact]
    public async Task While_somebody_else_holds_the_lease_nothing_is_done()
    {
        var service = await HeldAsync(3);
        await service.Store.Leases.TryTakeAsync(SweeperRound.Lease, "another", Service.Start, Service.Start + service.Timings.SweepLease, Ct);
        var round = service.NewRound();

        Assert.Equal(RoundReport.NotMine, await round.RunAsync(Ct));
        Assert.Equal(0, service.Store.Queue.Count(Lane.Normal));
        Assert.Equal(0, service.Store.AccountSource.Reads);

        service.Time.Advance(service.Timings.SweepLease);
        Assert.Equal(3, (await round.RunAsync(Ct)).Done.Released);
    }

    [Fact]
    public async Task A_sweeper_that_died_is_followed_once_its_lease_is_over()
    {
        var service = await HeldAsync(3);
        service.Store.Messages.Door.Shut();
        await Assert.ThrowsAsync<IOException>(() => service.NewRound().RunAsync(Ct));
        service.Store.Messages.Door.Open();

        Assert.False((await service.NewRound().RunAsync(Ct)).Ran);
        service.Time.Advance(service.Timings.SweepLease);
        Assert.Equal(3, (await service.NewRound().RunAsync(Ct)).Done.Released);
    }

    [Fact]
    public async Task A_round_stops_when_its_time_is_over_and_the_next_goes_on()
    {
        var service = await HeldAsync(SweeperRound.Step + 5);
        var round = service.NewRound();
        var left = true;
        service.Store.Messages.Door.Before = operation =>
        {
            if (operation == nameof(IMessageStore.TrySaveAsync) && left)
            {
                left = false;
                service.Time.Advance(service.Timings.SweepWithin);
            }

            return null;
        };

        var first = await round.RunAsync(Ct);
        Assert.Equal((SweeperRound.Step, true), (first.Done.Released, first.IsMore));

        var second = await round.RunAsync(Ct);
        Assert.Equal((5, false), (second.Done.Released, second.IsMore));
    }

    [Fact]
    public async Task The_lease_is_taken_again_only_when_half_of_it_is_over()
    {
        var service = await Service.OpenAsync();
        var round = service.NewRound();
        await round.RunAsync(Ct);
        var taken = service.Store.Leases.Door.Passages;

        for (var i = 0; i < 10; i++)
        {
            service.Time.Advance(service.Timings.SweepLease / 25);
            await round.RunAsync(Ct);
        }

        Assert.Equal(taken, service.Store.Leases.Door.Passages);
        service.Time.Advance(service.Timings.SweepLease / 5);
        Assert.True((await round.RunAsync(Ct)).Ran);
        Assert.Equal(taken + 1, service.Store.Leases.Door.Passages);
    }

    [Fact]
    public async Task A_round_refreshes_the_account_and_goes_on_when_that_fails()
    {
        var service = await HeldAsync(SweeperRound.Step + 5);
        service.Store.Account.Door.Shut();

        Assert.Equal(SweeperRound.Step + 5, (await service.NewRound().RunAsync(Ct)).Done.Released);

        service.Store.Account.Door.Open();
        service.Time.Advance(service.Timings.SweepLease);
        await service.NewRound().RunAsync(Ct);
        Assert.NotNull(await service.Store.Account.FindAsync(Ct));
    }

    /// <summary>A service whose resume has left so many messages to release.</summary>
    private static async Task<Service> HeldAsync(int messages)
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        for (var i = 0; i < messages; i++)
            await service.AcceptAsync();
        await service.ResumeAsync();
        return service;
    }
}
