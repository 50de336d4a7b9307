using ServerlessMail.Core.Forms;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of counters must do. Each test has an empty one of its own.</summary>
public abstract class LimitStoreContract
{
    protected abstract ILimitStore Store { get; }

    /// <summary>The clock by which the store forgets counters.</summary>
    protected abstract TimeProvider Time { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_window_takes_as_many_as_it_has_and_no_more()
    {
        Assert.Equal([true, true, true, false, false], await InTurnAsync(5, _ => CountAsync("contact#c1", "12:00", 3)));
    }

    [Fact]
    public async Task A_new_window_counts_from_zero()
    {
        Assert.Equal([true, false], await InTurnAsync(2, _ => CountAsync("contact#c1", "12:00", 1)));

        Assert.True(await CountAsync("contact#c1", "12:01", 1));
        Assert.False(await CountAsync("contact#c1", "12:00", 1));
    }

    [Fact]
    public async Task Keys_are_apart()
    {
        Assert.True(await CountAsync("contact#c1", "12:00", 1));
        Assert.True(await CountAsync("contact#c2", "12:00", 1));
        Assert.True(await CountAsync("contact", "12:00", 1));
        Assert.False(await CountAsync("contact#c1", "12:00", 1));
    }

    [Fact]
    public async Task A_wider_limit_lets_more_into_the_same_window()
    {
        Assert.Equal([true, false], await InTurnAsync(2, _ => CountAsync("contact#c1", "12:00", 1)));

        Assert.Equal([true, false], await InTurnAsync(2, _ => CountAsync("contact#c1", "12:00", 2)));
    }

    [Fact]
    public async Task Of_sixteen_at_once_no_more_come_through_than_the_window_has()
    {
        var passed = await Race.RunAsync(_ => CountAsync("contact#c1", "12:00", 5));

        Assert.Equal(5, passed.Count(yes => yes));
    }

    private Task<bool> CountAsync(string key, string window, int most) =>
        Store.TryCountAsync(key, window, most, Time.GetUtcNow().AddMinutes(1), Ct);

    private static async Task<List<bool>> InTurnAsync(int times, Func<int, Task<bool>> act)
    {
        var results = new List<bool>();
        for (var i = 0; i < times; i++)
            results.Add(await act(i));
        return results;
    }
}
