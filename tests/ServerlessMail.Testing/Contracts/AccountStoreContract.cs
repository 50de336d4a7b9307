using ServerlessMail.Core.Account;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every account store must do. Each test starts without a state.</summary>
public abstract class AccountStoreContract
{
    private static readonly AccountState State = new()
    {
        ReadAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, 250, TimeSpan.Zero),
        Max24HourSend = 50_000,
        MaxSendRate = 14.5,
        SentLast24Hours = 123,
        Sandbox = true,
        Enforcement = Enforcement.Probation,
        SendingEnabled = false,
        Verified = ["example.com", "ada@example.org"],
    };

    protected abstract IAccountStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_never_read_is_not_known() => Assert.Null(await Store.FindAsync(Ct));

    [Fact]
    public async Task The_last_state_is_kept_whole()
    {
        Assert.True(await Store.TryPutAsync(State with { Sandbox = false }, Ct));
        Assert.True(await Store.TryPutAsync(State with { Version = 1 }, Ct));

        await AssertKeptAsync(State with { Version = 2 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_state_that_replaces_another_than_is_there_is_not_kept_however_new_it_says_it_is(long version)
    {
        await Store.TryPutAsync(State, Ct);

        Assert.False(await Store.TryPutAsync(State with { Version = version, ReadAt = State.ReadAt.AddHours(1), Sandbox = false }, Ct));

        await AssertKeptAsync(State with { Version = 1 });
    }

    [Fact]
    public async Task Of_many_who_replace_the_same_state_one_does()
    {
        await Store.TryPutAsync(State, Ct);

        Assert.Single(await Race.RunAsync(worker => Store.TryPutAsync(State with { Version = 1, SentLast24Hours = worker }, Ct)), kept => kept);
    }

    [Fact]
    public async Task No_limit_and_no_identity_are_kept_as_such()
    {
        await Store.TryPutAsync(State, Ct);
        await Store.TryPutAsync(State with { Version = 1, Max24HourSend = null, Verified = [] }, Ct);

        await AssertKeptAsync(State with { Version = 2, Max24HourSend = null, Verified = [] });
    }

    [Fact]
    public async Task As_many_identities_as_are_kept_fit_in()
    {
        var many = State with { Verified = [.. Enumerable.Range(0, AccountState.MaxIdentities).Select(i => $"{new string('a', 60)}.{i}@{new string('b', 60)}.example.com")] };
        await Store.TryPutAsync(many, Ct);

        await AssertKeptAsync(many with { Version = 1 });
    }

    private async Task AssertKeptAsync(AccountState expected)
    {
        var kept = Assert.IsType<AccountState>(await Store.FindAsync(Ct));
        Assert.Equal(expected.Verified, kept.Verified);
        Assert.Equal(expected, kept with { Verified = expected.Verified });
    }
}
