using ServerlessMail.Core.Account;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Lambda.Tests.Sweeper;

public sealed class SweeperFunctionTests : IDisposable
{
    private readonly Function _function = new("sweeper");

    public void Dispose() => _function.Dispose();

    [Fact]
    public async Task Mail_that_the_queue_never_got_is_queued()
    {
        await _function.OpenAsync();
        var id = await _function.QueueAsync();
        _function.Time.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync();
        var records = await _function.Store.Queue.ReceiveAsync(Lane.Normal, 10, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(id.ToString(), Assert.Single(records).Body);
    }

    [Fact]
    public async Task It_tells_how_the_service_stands()
    {
        await _function.OpenAsync();
        await SweepAsync();
        Assert.Equal(0, _function.Figures["Paused"]);
        Assert.Equal(0, _function.Figures["WaitingForOperator"]);
        Assert.InRange(_function.Figures["AccountAgeSeconds"], 0, 60);

        await _function.Store.Control.PauseAsync(SendScope.All, "test", "tester", Function.Start, CancellationToken.None);
        await SweepAsync();
        Assert.Equal(1, _function.Figures["Paused"]);
    }

    [Fact]
    public async Task A_control_item_that_cannot_be_used_stops_all_mail_and_is_told_as_a_pause()
    {
        await SweepAsync();
        Assert.Equal(1, _function.Figures["Paused"]);
    }

    [Fact]
    public async Task While_SES_cannot_be_asked_the_accounts_age_grows()
    {
        await _function.OpenAsync();
        await SweepAsync();
        _function.Store.Account.Door.Shut();
        _function.Time.Advance(TimeSpan.FromMinutes(20));
        await SweepAsync();
        Assert.InRange(_function.Figures["AccountAgeSeconds"], AccountState.FreshFor.TotalSeconds, 3600);
    }

    [Fact]
    public async Task The_days_that_are_over_are_sealed_once_an_hour_at_most()
    {
        await _function.OpenAsync();
        await SweepAsync();
        Assert.Equal(1, await SealedAsync());
        _function.Time.Advance(TimeSpan.FromDays(1));
        await SweepAsync();
        Assert.Equal(2, await SealedAsync());
    }

    [Fact]
    public async Task With_no_time_left_it_begins_nothing_more_and_answers()
    {
        await _function.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SweepAsync(TimeSpan.FromSeconds(-1)));
    }

    private async Task<int> SealedAsync() =>
        (await _function.Store.Operators.ReadAsync(new DateOnly(2026, 11, 1), CancellationToken.None)).Count(act => act.Act == ActNames.SealDay);

    private Task<bool> SweepAsync(TimeSpan? remaining = null) => _function.RunAsync(() => RunAsync(remaining));

    private async Task<bool> RunAsync(TimeSpan? remaining)
    {
        await _function.Sweeper.HandleAsync(Stream.Null, new InvocationContext { RemainingTime = remaining ?? TimeSpan.FromSeconds(60) });
        return true;
    }
}
