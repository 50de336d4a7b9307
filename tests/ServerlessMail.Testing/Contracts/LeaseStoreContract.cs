using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every lease store must do. Each test starts without a lease.</summary>
public abstract class LeaseStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Noon.AddMinutes(1);

    protected abstract ILeaseStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_that_nobody_holds_is_taken_and_kept_from_others()
    {
        Assert.True(await TakeAsync("a", Noon));

        Assert.False(await TakeAsync("b", Noon.AddSeconds(59)));
    }

    [Fact]
    public async Task A_lease_that_is_over_goes_to_who_asks_next()
    {
        Assert.True(await TakeAsync("a", Noon));

        Assert.True(await Store.TryTakeAsync("sweeper", "b", End, End.AddMinutes(1), Ct));
        Assert.False(await TakeAsync("a", End.AddSeconds(1)));
    }

    [Fact]
    public async Task Its_holder_can_take_it_again()
    {
        Assert.True(await TakeAsync("a", Noon));
        Assert.True(await Store.TryTakeAsync("sweeper", "a", Noon.AddSeconds(30), End.AddMinutes(5), Ct));

        Assert.False(await TakeAsync("b", End.AddMinutes(4)));
    }

    [Fact]
    public async Task Leases_of_other_names_are_others()
    {
        Assert.True(await TakeAsync("a", Noon));

        Assert.True(await Store.TryTakeAsync("account", "b", Noon, End, Ct));
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it() =>
        Assert.Single(await Race.RunAsync(worker => TakeAsync($"worker-{worker}", Noon)), taken => taken);

    private Task<bool> TakeAsync(string holder, DateTimeOffset now) => Store.TryTakeAsync("sweeper", holder, now, End, Ct);
}
