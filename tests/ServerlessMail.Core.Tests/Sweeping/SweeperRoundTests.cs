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
    public async Task A_round_goes_on_where_somebody_else_was_faster_with_one_of_many()
    {
        var service = await PausedWithAsync(SweeperRound.DefaultStep + 20);
        var taken = service.Store.Messages.All[0].Id;
        service.Store.Messages.Door.Meanwhile(nameof(IMessageStore.FindAsync), async () =>
        {
            var message = (await service.Messages.FindAsync(taken, Ct))!.Message; // just held
            await service.Messages.TrySaveAsync(message, message.Cancel(service.Time.GetUtcNow(), "operator-dropped"), Ct);
        });

        Assert.Equal(SweeperRound.DefaultStep + 19, (await service.NewRound().RunAsync(Budget, Ct))?.Released);
    }

    [Fact]
    public async Task An_index_that_lags_behind_is_waited_for_and_one_that_stays_so_ends_the_round()
    {
        var service = await PausedWithAsync(SweeperRound.DefaultStep + 20);
        var lists = 0;
        var round = service.NewRound();
        service.Store.Messages.Door.Before = operation =>
        {
            lists += operation == nameof(IMessageStore.DueAsync) ? 1 : 0;
            return operation == nameof(IMessageStore.TrySaveAsync) ? new IOException("Unreachable.") : null;
        };

        var running = round.RunAsync(Budget, Ct);
        while (!running.IsCompleted)
        {
            service.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.Equal(0, (await running)?.Total);
        Assert.Equal(3, lists);
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
