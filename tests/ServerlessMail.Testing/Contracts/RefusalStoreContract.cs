using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of refusals must do. Each test has an empty one of its own.</summary>
public abstract class RefusalStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    protected abstract IRefusalStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refusals_are_counted_by_hour_and_reason_oldest_first()
    {
        await Store.RecordAsync("contact", "invalid", Noon.AddHours(1), "s1", Ct);
        await Store.RecordAsync("contact", "invalid", Noon, "s2", Ct);
        await Store.RecordAsync("contact", "invalid", Noon.AddMinutes(59.9), "s3", Ct);
        await Store.RecordAsync("contact", "rate-limited", Noon.AddHours(2), "s4", Ct);

        var counts = await Store.ReadAsync("contact", Noon, Ct);

        Assert.Equal(
            [(Noon, "invalid", 2), (Noon.AddHours(1), "invalid", 1), (Noon.AddHours(2), "rate-limited", 1)],
            counts.Select(count => (count.Hour, count.Reason, count.Count)));
        Assert.Equal(["s2", "s3"], counts[0].Samples.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reasons_of_one_hour_are_apart()
    {
        await Store.RecordAsync("contact", "invalid", Noon, "s1", Ct);
        await Store.RecordAsync("contact", "closed", Noon, "s2", Ct);

        Assert.Equal(["closed", "invalid"], (await Store.ReadAsync("contact", Noon, Ct)).Select(count => count.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reading_begins_with_the_hour_of_the_given_moment()
    {
        await Store.RecordAsync("contact", "invalid", Noon.AddMinutes(-1), "s", Ct);
        await Store.RecordAsync("contact", "invalid", Noon.AddMinutes(1), "s", Ct);

        Assert.Equal(Noon, Assert.Single(await Store.ReadAsync("contact", Noon.AddMinutes(30), Ct)).Hour);
    }

    [Fact]
    public async Task Scopes_are_apart()
    {
        await Store.RecordAsync("contact", "invalid", Noon, "s", Ct);
        await Store.RecordAsync(IRefusalStore.Nobody, "unknown-form", Noon, "s", Ct);

        Assert.Equal("unknown-form", Assert.Single(await Store.ReadAsync(IRefusalStore.Nobody, Noon, Ct)).Reason);
        Assert.Equal("invalid", Assert.Single(await Store.ReadAsync("contact", Noon, Ct)).Reason);
        Assert.Empty(await Store.ReadAsync("contact2", Noon, Ct));
    }

    [Fact]
    public async Task Samples_end_at_their_bound_and_the_count_goes_on()
    {
        for (var i = 0; i < RefusalCount.MaxSamples + 5; i++)
            await Store.RecordAsync("contact", "invalid", Noon, $"s{i}", Ct);

        var count = Assert.Single(await Store.ReadAsync("contact", Noon, Ct));

        Assert.Equal(RefusalCount.MaxSamples + 5, count.Count);
        Assert.Equal(RefusalCount.MaxSamples, count.Samples.Length);
        Assert.Equal(RefusalCount.MaxSamples, count.Samples.Distinct().Count());
    }

    [Fact]
    public async Task Refusals_at_once_are_all_counted()
    {
        await Race.RunAsync(32, async worker =>
        {
            await Store.RecordAsync("contact", "invalid", Noon, $"s{worker}", Ct);
            return 0;
        });

        var count = Assert.Single(await Store.ReadAsync("contact", Noon, Ct));
        Assert.Equal(32, count.Count);
        Assert.InRange(count.Samples.Length, 1, RefusalCount.MaxSamples);
    }
}
