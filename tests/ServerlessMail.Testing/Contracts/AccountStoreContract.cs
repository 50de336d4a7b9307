using ServerlessMail.Core.Account;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of the account's state must do. Each test starts without one.</summary>
public abstract class AccountStoreContract
{
    private static readonly AccountState Sample = new(
        14.5, 50_000, 1_234, Sandbox: true, Enforcement.Probation, SendingEnabled: false, new DateTimeOffset(2026, 11, 24, 12, 0, 0, 250, TimeSpan.Zero))
    {
        VerifiedIdentities = VerifiedIdentities.Of(["owner@example.com", "example.org"]),
    };

    protected abstract IAccountStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_reading_there_is_none() => Assert.Null(await Store.FindAsync(Ct));

    [Fact]
    public async Task A_state_comes_back_as_it_was()
    {
        Assert.True(await Store.TryPutAsync(Sample, Ct));

        Assert.Equal(Sample, await Store.FindAsync(Ct));
    }

    [Fact]
    public async Task Neither_a_limit_of_the_day_nor_an_identity_is_needed()
    {
        var state = Sample with { Max24HourSend = null, Sandbox = false, SendingEnabled = true, VerifiedIdentities = VerifiedIdentities.None };

        Assert.True(await Store.TryPutAsync(state, Ct));

        Assert.Equal(state, await Store.FindAsync(Ct));
    }

    [Fact]
    public async Task A_later_reading_takes_the_place_of_an_earlier_one()
    {
        await Store.TryPutAsync(Sample, Ct);
        var later = Sample with { ReadAt = Sample.ReadAt.AddMilliseconds(1), MaxSendRate = 20, VerifiedIdentities = VerifiedIdentities.None };

        Assert.True(await Store.TryPutAsync(later, Ct));

        Assert.Equal(later, await Store.FindAsync(Ct));
    }

    [Fact]
    public async Task An_earlier_reading_that_comes_late_changes_nothing()
    {
        await Store.TryPutAsync(Sample, Ct);

        Assert.False(await Store.TryPutAsync(Sample with { ReadAt = Sample.ReadAt.AddMinutes(-1), MaxSendRate = 1 }, Ct));
        Assert.False(await Store.TryPutAsync(Sample with { MaxSendRate = 2 }, Ct));

        Assert.Equal(Sample, await Store.FindAsync(Ct));
    }

    [Fact]
    public async Task Of_many_readings_at_once_the_latest_stays()
    {
        await Race.RunAsync(worker => Store.TryPutAsync(Sample with { ReadAt = Sample.ReadAt.AddSeconds(worker), SentLast24Hours = worker }, Ct));

        var last = await Store.FindAsync(Ct);
        Assert.Equal(Sample.ReadAt.AddSeconds(last!.SentLast24Hours), last.ReadAt); // they all wrote
        Assert.False(await Store.TryPutAsync(last with { MaxSendRate = 3 }, Ct));
    }

    [Fact]
    public async Task As_many_identities_as_are_kept_fit_and_that_there_are_more_is_told()
    {
        var state = Sample with { VerifiedIdentities = VerifiedIdentities.Of(Enumerable.Range(0, 10_000).Select(i => $"a-rather-long-address-{i}@example.com")) };
        Assert.False(state.VerifiedIdentities.IsComplete);

        Assert.True(await Store.TryPutAsync(state, Ct));

        Assert.Equal(state, await Store.FindAsync(Ct));
    }
}
